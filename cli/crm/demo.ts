import { randomInt, randomUUID } from "node:crypto";
import type { CrmCommand, Input, Outcome } from "./command";
import { sendVoiceEvent } from "./voice-event";

const NAMES = ["Sarah Johnson", "Amina Okafor", "David Mwangi", "Lena Fischer", "Joy Nakato", "Omar Haddad"];
const SERVICES = ["Dental cleaning", "Check-up", "Whitening consultation", "Filling"];
const pick = (list: readonly string[]): string => list[randomInt(list.length)] ?? "";
const someNumber = () => `+25677${String(randomInt(10_000_000)).padStart(7, "0")}`;

const options = {
  from: { type: "string" },
  to: { type: "string" },
  name: { type: "string" },
  email: { type: "string" },
  "call-id": { type: "string" },
  withheld: { type: "boolean" },
  url: { type: "string" },
} as const;

const details = [
  "--from N       the caller's number in any format; a made-up one when left out",
  "--to N         the line that is called: its branch is where it rings; the first branch when left out",
  "--withheld     a caller without a number",
  "--name N       what the caller gives as their name",
  "--email E      and as their e-mail address",
  "--call-id C    give the same one again to see that nothing happens twice",
  "--url U        the running server, http://localhost:3000 when left out",
];

function caller(input: Input) {
  return {
    callId: input.optional("call-id") ?? `demo_${randomUUID()}`,
    from: input.has("withheld") ? null : (input.optional("from") ?? someNumber()),
    name: input.optional("name") ?? pick(NAMES),
  };
}

async function send(
  input: Input,
  type: "voice.call.started" | "voice.call.ended",
  data: Record<string, unknown>,
) {
  const { status, answer } = await sendVoiceEvent({ type, data, url: input.optional("url") });
  const outcome: Outcome = {
    json: { type, data, status, answer },
    lines: [
      `${type} from ${data.from ?? "a withheld number"} (call ${data.call_id})`,
      `${status} ${JSON.stringify(answer)}`,
    ],
    isWell: status === 200,
  };
  return outcome;
}

export const demoRing: CrmCommand = {
  name: "demo ring",
  usage: "[--from N] [--to N] [--url U]",
  summary: "a signed event to the running server: a call starts to ring",
  options,
  details,
  run: (input) => {
    const { callId, from } = caller(input);
    const data = {
      provider: "demo",
      call_id: callId,
      direction: "inbound",
      from,
      to: input.optional("to") ?? null,
      started_at: new Date().toISOString(),
    };
    return send(input, "voice.call.started", data);
  },
};

export const demoCall: CrmCommand = {
  name: "demo call",
  usage: "[--from N] [--name N] [--url U]",
  summary: "a signed event to the running server: a voice call ended, with a transcript and an appointment",
  options,
  details,
  run: (input) => {
    const { callId, from, name } = caller(input);
    const service = pick(SERVICES);
    return send(input, "voice.call.ended", {
      provider: "demo",
      call_id: callId,
      direction: "inbound",
      from,
      to: input.optional("to") ?? null,
      started_at: new Date(Date.now() - 95_000).toISOString(),
      ended_at: new Date().toISOString(),
      duration_s: 95,
      end_reason: "completed",
      summary: `${name} asked for an appointment: ${service.toLowerCase()}.`,
      transcript: [
        { role: "agent", text: "Good morning, how can I help you?", at_s: 0 },
        { role: "customer", text: `Hello, this is ${name}. I would like an appointment, please.`, at_s: 5 },
        { role: "agent", text: `Gladly. What would you like: ${service.toLowerCase()}?`, at_s: 12 },
        { role: "customer", text: "Yes, tomorrow morning if you can.", at_s: 20 },
        { role: "agent", text: "Tomorrow at ten is free; I have put you down. See you then!", at_s: 31 },
      ],
      fields: {
        name,
        email: input.optional("email"),
        appointment: { service, starts_at: tomorrowAtTen(), duration_minutes: 30 },
      },
    });
  },
};

/** Without an offset: ten by the clock of whichever branch the call comes to. */
function tomorrowAtTen(): string {
  const day = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return `${day}T10:00:00`;
}
