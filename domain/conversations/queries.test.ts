import { afterAll, beforeAll, expect, it } from "vitest";
import { channelCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { recordCall } from "@/domain/calls/record-call";
import { voiceCallEnded } from "@/domain/channels/fixtures/voice-calls";
import { readVoiceEvent } from "@/domain/channels/voice";
import { getConversation } from "./get-conversation";
import { listConversations } from "./queries";

let test: Awaited<ReturnType<typeof testDatabase>>;
const ids: string[] = [];
const longThread = Array.from({ length: 120 }, (_, index) => ({
  role: index % 2 ? "customer" : "agent",
  text: `line ${index}`,
}));

/** Five calls, the newest last; the third one has no number, the last one a long transcript without times. */
beforeAll(async () => {
  test = await testDatabase();
  for (const [index, minute] of ["01", "02", "03", "04", "05"].entries()) {
    const data = {
      started_at: `2026-11-20T10:${minute}:00Z`,
      ended_at: `2026-11-20T10:${minute}:30Z`,
      from: index === 2 ? null : `+1202555012${index}`,
      fields: { name: `Caller ${index}` },
      ...(index === 4 ? { transcript: longThread } : {}),
    };
    const report = readVoiceEvent(voiceCallEnded({ callId: `q${index}`, data }), new Date());
    const { conversationId } = await recordCall(channelCtx(test.db, "voice"), report);
    if (conversationId) ids.push(conversationId);
  }
});
afterAll(() => test.close());
const reader = () => userCtx(test.db, "reviewer");

it("lists the newest first with the customer's name and the last message", async () => {
  const { conversations, next } = await listConversations(reader(), {});
  expect(conversations.map((item) => item.id)).toEqual(ids.toReversed());
  expect(conversations[0]).toMatchObject({
    customerName: "Caller 4",
    lastMessage: { author: "customer", body: "line 119" },
  });
  expect(next).toBeNull();
});

it("a conversation that belongs to nobody has no customer, and is found as such", async () => {
  const { conversations } = await listConversations(reader(), { linked: false });
  expect(conversations).toMatchObject([
    { id: ids[2], customerId: null, customerName: null, contactName: "Caller 2" },
  ]);
});

it("pages meet without a gap or a repetition", async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listConversations(reader(), { limit: 2, after });
    seen.push(...page.conversations.map((item) => item.id));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(ids.toReversed());
});

it("a thread is read from its end, 50 messages a page, in the transcript's order", async () => {
  const texts: (string | null)[] = [];
  let before: string | undefined;
  do {
    const page = await getConversation(reader(), ids[4] ?? "", { before });
    expect(page.messages.length).toBeLessThanOrEqual(50);
    texts.unshift(...page.messages.map((message) => message.body));
    before = page.earlier ?? undefined;
  } while (before);
  expect(texts).toEqual(longThread.map((line) => line.text));
});

it("one conversation tells its call, its customer, its appointment, and why it is theirs", async () => {
  const detail = await getConversation(reader(), ids[0] ?? "");
  expect(detail).toMatchObject({
    customer: { displayName: "Caller 0", phoneNumber: "+12025550120", isNewClient: true },
    call: {
      provider: "frontdesk",
      externalId: "q0",
      outcome: "completed",
      durationSeconds: 240,
      startedAt: new Date("2026-11-20T10:01:00Z"),
    },
  });
  expect(detail.resolutions[0]).toMatchObject({
    outcome: "created",
    rawValue: "+12025550120",
    normalForm: "+12025550120",
  });
});

it("refuses whoever may not read conversations, and knows only ids that exist", async () => {
  await expect(listConversations(userCtx(test.db, "delivery"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(getConversation(userCtx(test.db, "delivery"), ids[0] ?? "")).rejects.toMatchObject({
    code: "forbidden",
  });
  for (const id of ["nonsense", "00000000-0000-7000-8000-000000000000"]) {
    await expect(getConversation(reader(), id)).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(listConversations(reader(), { after: "tampered" })).rejects.toMatchObject({ code: "invalid" });
});
