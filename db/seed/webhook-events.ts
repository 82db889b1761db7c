import { createHash } from "node:crypto";
import type { Call } from "./call-rows";
import { insertRows, type Writer } from "./fill";
import type { Lead } from "./leads";
import { knowlarityBody, metaBody, voiceBody, whatsappMessageBody } from "./webhook-bodies";
import {
  type StoredEvent,
  subjectsOfCall,
  subjectsOfLead,
  subjectsOfMessage,
  writeWebhookHistory,
} from "./webhook-history";
import type { Thread } from "./whatsapp-thread";
import { before, HOUR_MS, type World } from "./world";

/** How many of each channel's newest deliveries are still there. */
const KEPT: Readonly<Record<string, number>> = { whatsapp: 240, voice: 70, knowlarity: 55, meta: 35 };

/** When an event that goes on failing is tried: pauses of 2 seconds, four times as long each, at most an hour. */
const UNTIL_GIVEN_UP_MS = [0, 2, 10, 42, 170, 682, 2730, 6330].map((seconds) => seconds * 1000);
const TRIED_AGAIN_AFTER_MS = 2_000;
const DATABASE_AWAY = "Something failed on our side (database code 57P01); tried again by itself.";

/** Deliveries that ended as failed, for a person to look at: given up after many tries, or at once where no repetition can help. */
const DEAD: readonly {
  source: string;
  hoursAgo: number;
  isGivenUp?: boolean;
  error: string;
  body: object | string;
}[] = [
  {
    source: "meta",
    hoursAgo: 2,
    isGivenUp: true,
    error: "Meta did not hand out the lead: (#190) the page's access token has expired.",
    body: lead("400000000000901"),
  },
  {
    source: "meta",
    hoursAgo: 2.1,
    isGivenUp: true,
    error: "Meta did not hand out the lead: (#190) the page's access token has expired.",
    body: lead("400000000000902"),
  },
  {
    source: "whatsapp",
    hoursAgo: 7,
    error: "Sender missing in messages[0]: neither from nor from_user_id is there.",
    body: {
      object: "whatsapp_business_account",
      entry: [
        {
          id: "100000000000000",
          changes: [
            {
              field: "messages",
              value: {
                messaging_product: "whatsapp",
                metadata: { phone_number_id: "100000000000001" },
                messages: [
                  { id: "wamid.DEMOLOST", timestamp: "1795000000", type: "text", text: { body: "hi" } },
                ],
              },
            },
          ],
        },
      ],
    },
  },
  {
    source: "voice",
    hoursAgo: 26,
    error: "data.call_id: expected an id",
    body: { type: "voice.call.ended", timestamp: "2026-01-01T00:00:00Z", data: { call_id: "" } },
  },
  {
    source: "knowlarity",
    hoursAgo: 49,
    error: "No call id: expected one of uuid, call_uuid, callid.",
    body: { customer_number: "+256700000150", call_duration: "12" },
  },
  {
    source: "knowlarity",
    hoursAgo: 50,
    error: "The body is neither JSON nor a form.",
    body: "\u0000\u0001{",
  },
];

function lead(id: string): object {
  const value = {
    leadgen_id: id,
    form_id: "500000000000005",
    page_id: "300000000000003",
    created_time: 1_795_000_000,
  };
  return {
    object: "page",
    entry: [{ id: "300000000000003", time: 1_795_000_000, changes: [{ field: "leadgen", value }] }],
  };
}

/** The deliveries that the newest messages, calls and leads came by, and a few that failed. */
export async function writeWebhookEvents(
  sql: Writer,
  world: World,
  events: { calls: readonly Call[]; threads: readonly Thread[]; leads: readonly Lead[] },
): Promise<void> {
  const { random, now } = world;
  const received = [
    ...events.calls.map((call) => {
      const fromVoice = call.channel === "voice";
      return {
        source: fromVoice ? "voice" : "knowlarity",
        at: call.endedAt,
        body: () => (fromVoice ? voiceBody(call) : knowlarityBody(call)),
        subjects: () => subjectsOfCall(call),
      };
    }),
    ...events.threads.flatMap((thread) =>
      thread.messages.map((message) => ({
        source: "whatsapp",
        at: message.sentAt,
        body: () => whatsappMessageBody(thread, message),
        subjects: () => subjectsOfMessage(thread, message),
      })),
    ),
    ...events.leads
      .filter(({ source, externalId }) => source === "meta" && externalId !== null)
      .map((enquiry) => ({
        source: "meta",
        at: enquiry.createdAt,
        body: () => metaBody(enquiry),
        subjects: () => subjectsOfLead(enquiry),
      })),
  ];
  const newestFirst = received.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const newest = Object.entries(KEPT).flatMap(([source, count]) =>
    newestFirst.filter((event) => event.source === source).slice(0, count),
  );
  const row = (source: string, at: Date, body: object | string) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const id =
      source === "voice"
        ? `msg_${random.id(at).slice(-12)}`
        : createHash("sha256").update(text).digest("hex");
    return {
      id: random.id(at),
      source,
      external_id: id,
      headers:
        source === "voice"
          ? { "content-type": "application/json", "webhook-id": id }
          : { "content-type": "application/json" },
      body: `\\x${Buffer.from(text).toString("hex")}`,
      received_at: at,
      run_at: at,
    };
  };
  const history: StoredEvent[] = [];
  const processed = newest.map(({ source, at, body, subjects }) => {
    const errors = random.chance(0.04) ? [DATABASE_AWAY, null] : [null];
    const triesAt = errors.map((_, place) => place * TRIED_AGAIN_AFTER_MS + random.between(10, 400));
    const stored = row(source, at, body());
    history.push({ id: stored.id, receivedAt: at, triesAt, errors, subjects: subjects() });
    return {
      ...stored,
      attempts: errors.length,
      last_error: null,
      processed_at: before(at, -Number(triesAt.at(-1))),
      dead_at: null,
    };
  });
  const dead = DEAD.map(({ source, hoursAgo, isGivenUp, error, body }) => {
    const at = before(now, hoursAgo * HOUR_MS);
    const triesAt = isGivenUp ? UNTIL_GIVEN_UP_MS : [0];
    const stored = row(source, at, body);
    history.push({ id: stored.id, receivedAt: at, triesAt, errors: triesAt.map(() => error), subjects: [] });
    return {
      ...stored,
      attempts: triesAt.length,
      last_error: error,
      processed_at: null,
      dead_at: before(at, -Number(triesAt.at(-1))),
    };
  });
  await insertRows(sql, "webhook_events", [...processed, ...dead]);
  await writeWebhookHistory(sql, history);
}
