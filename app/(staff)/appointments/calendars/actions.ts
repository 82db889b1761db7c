"use server";

import { revalidatePath } from "next/cache";
import { type ActionState, action, untouched } from "@/app/_server/action";
import { createFeed, revokeFeed } from "@/domain/appointments/feeds";

const create = action<{ url: string }>(async ({ ctx, form }) => {
  const { url } = await createFeed(ctx, {
    branchId: String(form.get("branchId")),
    label: String(form.get("label") ?? ""),
  });
  revalidatePath("/appointments/calendars");
  return { url };
});

const revoke = action<null>(async ({ ctx, form }) => {
  await revokeFeed(ctx, { id: String(form.get("id")) });
  revalidatePath("/appointments/calendars");
  return null;
});

/** Makes an address; it is in the answer, this once. */
export async function createFeedAction(
  state: ActionState<{ url: string }>,
  form: FormData,
): Promise<ActionState<{ url: string }>> {
  return create(state, form);
}

export async function revokeFeedAction(form: FormData): Promise<void> {
  await revoke(untouched, form);
}
