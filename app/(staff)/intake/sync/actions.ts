"use server";

import { revalidatePath } from "next/cache";
import { type ActionState, action } from "@/app/_server/action";
import { startSyncNow } from "@/domain/sync/background";
import { readProvider } from "@/domain/sync/rules";

const start = action<null>(async ({ ctx, form }) => {
  await startSyncNow(ctx, readProvider(String(form.get("provider"))));
  revalidatePath("/intake/sync");
  return null;
});

/** Starts a sync with the form's `provider`; it goes on after the answer, and the page shows how far it is. */
export async function syncNow(state: ActionState<null>, form: FormData): Promise<ActionState<null>> {
  return start(state, form);
}
