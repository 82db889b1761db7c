"use server";

import { randomInt, randomUUID } from "node:crypto";
import { type ActionState, action } from "@/app/_server/action";
import { REHEARSAL, rehearsal } from "@/domain/calls/rehearsal";
import { AppError } from "@/domain/errors";
import { env } from "@/env";
import { CHOICES, type Choice } from "./choices";
import { postVoiceEvent } from "./voice-event";

const run = action<string>(async ({ ctx, user, form }) => {
  if (!env().SWITCHBOARD_DEMO) throw new AppError("forbidden", "Calls are only tried out in the demo.");
  const choice = CHOICES.find(({ key }) => key === form.get("choice"))?.key;
  if (!choice) throw new AppError("invalid", "Choose what to try.");
  const { line, knownNumber, ringing } = await rehearsal(ctx, { branchId: user.branchId });
  if (choice === "end") {
    if (!ringing) throw new AppError("not_found", "Nothing rings. Let somebody ring first.");
    await postVoiceEvent("voice.call.ended", ended({ ...ringing, to: line }));
    return "The call has ended. Its conversation is on top of the list.";
  }
  await postVoiceEvent("voice.call.started", {
    provider: REHEARSAL,
    call_id: `demo_${randomUUID()}`,
    direction: "inbound",
    from: numberFor(choice, knownNumber),
    to: line,
    started_at: new Date().toISOString(),
  });
  return "It rings: see the corner of the screen.";
});

function numberFor(choice: Exclude<Choice, "end">, knownNumber: string | null): string | null {
  if (choice === "withheld") return null;
  const unknownNumber = `+25677${String(randomInt(10_000_000)).padStart(7, "0")}`;
  return choice === "known" ? (knownNumber ?? unknownNumber) : unknownNumber;
}

const ended = (call: { callId: string; from: string | null; to: string | null }) => ({
  provider: REHEARSAL,
  call_id: call.callId,
  direction: "inbound",
  from: call.from,
  to: call.to,
  ended_at: new Date().toISOString(),
  end_reason: "completed",
  summary: "Asked for the opening hours.",
  transcript: [
    { role: "agent", text: "Good morning, how can I help you?", at_s: 0 },
    { role: "customer", text: "Until when are you open today?", at_s: 4 },
    { role: "agent", text: "Until six in the evening. You are welcome any time.", at_s: 8 },
  ],
});

/** Lets something happen, by a real signed event: `choice` of the form. */
export async function tryItAction(state: ActionState<string>, form: FormData): Promise<ActionState<string>> {
  return run(state, form);
}
