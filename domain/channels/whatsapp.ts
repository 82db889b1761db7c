import { placeOfCall } from "@/domain/calls/lines";
import { advanceStatuses } from "@/domain/conversations/advance-statuses";
import { recordMessage } from "@/domain/conversations/record-message";
import type { Ctx } from "@/domain/ctx";
import { type EventSubject, noteSubjects } from "@/domain/event-subjects";
import type { Channel, ItemFailure } from "./channel";
import { eachItem } from "./each-item";
import { parseJsonBody } from "./json-body";
import { verifyHubSignature } from "./meta-hub";
import { lineOf, type ReadMessage, readEcho, readIdUpdateNotice, readMessage } from "./whatsapp-message";
import { type Line, type RawItem, readItems } from "./whatsapp-payload";
import { readStatus, type StatusNews } from "./whatsapp-status";

type Read<Item> = { name: string; line: Line; item: Item };

/** Reads each item by itself: what cannot be read is a failure of its own. */
function readEach<Item>(
  items: RawItem[],
  read: (item: RawItem) => Item,
  failures: ItemFailure[],
): Read<Item>[] {
  return items.flatMap((item) => {
    try {
      return [{ name: item.name, line: lineOf(item), item: read(item) }];
    } catch (error) {
      failures.push({ item: item.name, error });
      return [];
    }
  });
}

/** Two deliveries about the same people take them in the same order, so that neither waits for the other in a ring. */
const byPerson = (a: Read<ReadMessage>, b: Read<ReadMessage>) => {
  const [one, other] = [a, b].map(({ item: { person } }) => person.bsuid ?? person.phone ?? "");
  return one === other ? 0 : (one ?? "") < (other ?? "") ? -1 : 1;
};

/** The branch whose line each of our numbers is, learnt as the organisation's own on the way. */
async function branchesOf(ctx: Ctx, lines: Line[]): Promise<Map<string, string | null>> {
  const branches = new Map<string, string | null>();
  for (const { phoneNumberId, displayNumber } of lines) {
    if (branches.has(phoneNumberId)) continue;
    const digits = displayNumber?.replace(/\D/g, "");
    const place = await placeOfCall(ctx, {
      direction: "inbound",
      from: null,
      to: digits ? `+${digits}` : null,
      country: null,
      provider: "whatsapp",
      callId: phoneNumberId,
    });
    branches.set(phoneNumberId, place.isOfLine ? place.branchId : null);
  }
  return branches;
}

async function recordAll(ctx: Ctx, messages: Read<ReadMessage>[]): Promise<ItemFailure[]> {
  const branches = await branchesOf(
    ctx,
    messages.map(({ line }) => line),
  );
  const subjects: EventSubject[] = [];
  const failures = await eachItem(
    ctx,
    messages.toSorted(byPerson),
    ({ name }) => name,
    async (inner, { line, item }) => {
      const branchId = branches.get(line.phoneNumberId) ?? null;
      subjects.push(...(await recordMessage(inner, { ...item, branchId })).subjects);
    },
  );
  await noteSubjects(ctx, subjects);
  return failures;
}

async function advanceAll(ctx: Ctx, statuses: Read<StatusNews | null>[]): Promise<ItemFailure[]> {
  const scopes = [...new Set(statuses.map(({ line }) => line.phoneNumberId))].sort();
  return eachItem(
    ctx,
    scopes.map((scope) => ({ scope, of: statuses.filter(({ line }) => line.phoneNumberId === scope) })),
    ({ of }) => `statuses of ${of.length} messages`,
    (inner, { scope, of }) => advanceStatuses(inner, { scope, news: of.flatMap(({ item }) => item ?? []) }),
  );
}

export const whatsapp: Channel = {
  name: "whatsapp",
  isConfigured: (env) => Boolean(env.WHATSAPP_APP_SECRET),
  verify: (delivery) => verifyHubSignature(delivery, delivery.env.WHATSAPP_APP_SECRET),
  handle: async (ctx, event) => {
    const items = readItems(parseJsonBody(event.rawBody));
    const of = (kind: RawItem["kind"]) => items.filter((item) => item.kind === kind);
    const failures: ItemFailure[] = [];
    const messages = [
      ...readEach(of("message"), (item) => readMessage(item, event.receivedAt), failures),
      ...readEach(of("echo"), (item) => readEcho(item, event.receivedAt), failures),
      ...readEach(of("id_update"), (item) => readIdUpdateNotice(item, event.receivedAt), failures),
    ];
    const statuses = readEach(of("status"), readStatus, failures);
    failures.push(...(await recordAll(ctx, messages)), ...(await advanceAll(ctx, statuses)));
    return { failures };
  },
};
