"use server";

import { revalidatePath } from "next/cache";
import { RedirectType, redirect } from "next/navigation";
import { action, untouched } from "@/app/_server/action";
import type { Saved } from "@/components/customer/saved";
import { addLeadNote } from "@/domain/leads/add-lead-note";
import { updateLead } from "@/domain/leads/update-lead";

const textOf = (form: FormData, name: string): string | undefined => {
  const value = form.get(name);
  return typeof value === "string" ? value : undefined;
};
const givenOf = (form: FormData, name: string) => textOf(form, name) || undefined;
const markOf = (form: FormData, name: string) => {
  const value = textOf(form, name);
  return value === undefined ? undefined : value === "yes";
};

const changeLead = action<null>(async ({ ctx, form }) => {
  const id = textOf(form, "id") ?? "";
  const { eventIds } = await updateLead(ctx, {
    id,
    phoneNumber: textOf(form, "phoneNumber"),
    country: givenOf(form, "country"),
    // The command refuses what is none of the known ones.
    status: givenOf(form, "status") as Parameters<typeof updateLead>[1]["status"],
    assignee: givenOf(form, "assignee"),
    branch: givenOf(form, "branch"),
    interest: textOf(form, "interest"),
    junk: markOf(form, "junk"),
    isTest: markOf(form, "isTest"),
    archived: markOf(form, "archived"),
  });
  revalidatePath("/leads", "layout");
  // The address says what was done, so that the page can offer to take it back, also without scripts.
  const done = eventIds.length > 0 ? `?done=${eventIds.join(".")}` : "";
  redirect(`/leads/${id}${done}`, RedirectType.replace);
});

/** Changes one lead: `id`, and any of its fields, as the form has them. */
export async function saveLead(_previous: Saved, form: FormData): Promise<Saved> {
  const { error, fields } = await changeLead(untouched, form);
  return { error, fields, text: textOf(form, "phoneNumber") ?? null };
}

const writeNote = action<null>(async ({ ctx, form }) => {
  const id = textOf(form, "subjectId") ?? "";
  await addLeadNote(ctx, { id, body: textOf(form, "text") ?? "" });
  revalidatePath(`/leads/${id}`);
  // A form without scripts goes on to a fresh page, so that reloading does not send it again.
  if (form.get("then") === "return") redirect(`/leads/${id}`);
  return null;
});

export async function saveLeadNote(_previous: Saved, form: FormData): Promise<Saved> {
  const { error, fields } = await writeNote(untouched, form);
  return { error, fields, text: textOf(form, "text") ?? null };
}
