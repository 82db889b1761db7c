"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type ActionState, action } from "@/app/_server/action";
import type { RetryState } from "@/components/intake/retry-state";
import { getEvent } from "@/domain/intake/get-event";
import { listEvents } from "@/domain/intake/queries";
import { replayEvent } from "@/domain/intake/replay";
import { replayMany } from "@/domain/intake/replay-many";
import { isPhoneLike } from "@/domain/intake/rules";
import { intakeAddress, readFilter } from "./address";
import type { Found, SearchState } from "./state";

const search = action<Found>(async ({ ctx, form }) => {
  const filter = readFilter(Object.fromEntries([...form].map(([name, value]) => [name, String(value)])));
  const text = filter.q ?? "";
  if (!isPhoneLike(text)) redirect(intakeAddress(filter) as Route);
  const { events } = await listEvents(ctx, { q: text, limit: 100 });
  return { text, events, now: new Date() };
});

/** Words go into the list's address; what may be a phone number is answered here and leaves no trace. */
export async function searchEvents(state: SearchState, form: FormData): Promise<SearchState> {
  return search(state, form);
}

const retry = action<NonNullable<RetryState["result"]>>(async ({ ctx, form }) => {
  const id = String(form.get("id"));
  const before = await getEvent(ctx, id);
  await replayEvent(ctx, { id });
  revalidatePath("/intake", "layout");
  return {
    wasProcessed: before.status === "processed",
    triesBefore: before.tries[0]?.attempt ?? 0,
    madeBefore: before.subjects.made,
  };
});

/** Has one event tried again: `id` of the form. */
export async function retryEvent(state: RetryState, form: FormData): Promise<RetryState> {
  return retry(state, form);
}

const retryMany = action<null>(async ({ ctx, form }) => {
  const { source, from, to, q } = readFilter(
    Object.fromEntries([...form].map(([name, value]) => [name, String(value)])),
  );
  const { count } = await replayMany(ctx, { source, from, to, q });
  revalidatePath("/intake", "layout");
  redirect(`/intake?retried=${count}`);
});

/** Has all failed events of the form's filter tried again, and shows the list while they are. */
export async function retryManyEvents(state: ActionState<null>, form: FormData): Promise<ActionState<null>> {
  return retryMany(state, form);
}
