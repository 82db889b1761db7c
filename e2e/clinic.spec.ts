import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type APIRequestContext, expect, test } from "@playwright/test";
import postgres from "postgres";
import { setting, signIn } from "./fixtures";

test.describe.configure({ mode: "serial" });
test.use({ baseURL: process.env.E2E_CLINIC_URL });

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(setting("E2E_CLINIC_DATABASE_URL"), { max: 2 });
});
test.afterAll(() => sql.end());

type Signed = { body: string; headers: Record<string, string> };

/** An event as the voice agent posts it, signed by Standard Webhooks. */
function signed(data: Record<string, unknown>, id = `msg_${randomUUID()}`): Signed {
  const body = JSON.stringify({ type: "voice.call.ended", timestamp: new Date().toISOString(), data });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(setting("VOICE_WEBHOOK_SECRET").slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    body,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
  };
}

const post = (request: APIRequestContext, event: Signed) =>
  request.post("/api/webhooks/voice", { data: Buffer.from(event.body), headers: event.headers });

const counts = async () => {
  const [row] =
    await sql`select (select count(*)::int from customers) customers, (select count(*)::int from conversations) conversations,
    (select count(*)::int from messages) messages, (select count(*)::int from call_sessions) calls,
    (select count(*)::int from appointments) appointments, (select count(*)::int from identity_resolutions) resolutions,
    (select count(*)::int from subscriptions) subscriptions`;
  return row;
};
const processed = (id: string) =>
  sql`select 1 from webhook_events where external_id = ${id} and processed_at is not null`;

const sarah = {
  provider: "agent",
  call_id: "clinic-call-sarah",
  direction: "inbound",
  to: "+15550100",
  started_at: new Date(Date.now() - 120_000).toISOString(),
  ended_at: new Date().toISOString(),
  end_reason: "completed",
  fields: {
    name: "Sarah Johnson",
    phone: "555-123-4567",
    email: "sarah.johnson@email.com",
    appointment: {
      service: "Botox",
      starts_at: new Date(Date.now() + 86_400_000).toISOString(),
      duration_minutes: 45,
    },
  },
  transcript: [
    { role: "agent", text: "Glow Aesthetics, how can I help?", at_s: 0 },
    { role: "customer", text: "I'd like to book a Botox appointment", at_s: 4 },
  ],
};

test("a call that ends makes one customer, whose name is on top of the list", async ({ page, request }) => {
  expect(await counts()).toMatchObject({ customers: 2, conversations: 80 });
  const event = signed(sarah, "msg_sarah");
  const answer = await post(request, event);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ received: true });
  await expect.poll(() => processed("msg_sarah")).toHaveLength(1);

  expect(await counts()).toMatchObject({ customers: 3, conversations: 81, appointments: 1 });
  const [linked] =
    await sql`select s.customer_id call_customer, v.customer_id conversation_customer, c.phone_number, c.is_new_client,
      c.display_name, c.email
    from call_sessions s join conversations v on v.id = s.conversation_id join customers c on c.id = s.customer_id
    where s.external_id = 'clinic-call-sarah'`;
  expect(linked?.call_customer).toBe(linked?.conversation_customer);
  expect(linked).toMatchObject({
    phone_number: "+15551234567",
    is_new_client: true,
    display_name: "Sarah Johnson",
    email: "sarah.johnson@email.com",
  });

  await signIn(page, "reception@demo.local");
  await page.goto("/conversations");
  await expect(
    page.getByRole("main").getByRole("link").filter({ hasText: "Sarah Johnson" }).first(),
  ).toBeVisible();
  const rows = page.locator("[data-conversation]");
  await expect(rows.first()).toContainText("Sarah Johnson");
  await expect(rows.first()).toContainText("Botox");

  await page.goto("/desk");
  await page.keyboard.type("555-123-4567");
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("Sarah Johnson");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Sarah Johnson");
  await expect(page.getByRole("main")).toContainText("Botox");
});

test("the same event sixty-four times at once changes nothing", async ({ request }) => {
  const before = await counts();
  const again = Array.from({ length: 64 }, (_, n) =>
    post(request, signed(sarah, n % 2 === 0 ? "msg_sarah" : `msg_again_${n}`)),
  );
  for (const answer of await Promise.all(again)) expect(answer.status()).toBe(200);
  await expect
    .poll(
      () =>
        sql`select 1 from webhook_events where external_id like 'msg_again_%' and processed_at is not null`,
    )
    .toHaveLength(32);
  expect(await counts()).toEqual(before);
});

test("a call without a number is stored, listed, linked to nobody, and logged as a warning", async ({
  page,
  request,
}) => {
  const before = await counts();
  const event = signed({ ...sarah, call_id: "clinic-call-web", fields: { name: "Shy Visitor" } }, "msg_web");
  expect((await post(request, event)).status()).toBe(200);
  await expect.poll(() => processed("msg_web")).toHaveLength(1);
  expect(await counts()).toMatchObject({
    customers: before?.customers,
    conversations: before?.conversations + 1,
  });
  const [stored] =
    await sql`select s.customer_id a, v.customer_id b from call_sessions s join conversations v on v.id = s.conversation_id
    where s.external_id = 'clinic-call-web'`;
  expect(stored).toEqual({ a: null, b: null });

  await signIn(page, "reception@demo.local");
  await page.goto("/conversations");
  await expect(page.locator("[data-conversation]").first()).toContainText("Shy Visitor");
  const log = readFileSync(setting("E2E_CLINIC_LOG"), "utf8");
  expect(log).toContain("No customer linked for session clinic-call-web");
  expect(log).toMatch(/"message":"customer created","customer_id":"[0-9a-f-]{36}"/);
  expect(log).toMatch(
    /"message":"conversation linked","conversation_id":"[0-9a-f-]{36}","customer_id":"[0-9a-f-]{36}"/,
  );
  expect(log).not.toContain("5551234567");
  expect(log).not.toContain("sarah.johnson");
});

test("an event whose signature is wrong is refused and leaves nothing", async ({ request }) => {
  const before = await sql`select count(*) n from webhook_events`;
  const event = signed({ ...sarah, call_id: "forged" });
  const answer = await post(request, { ...event, body: event.body.replace("Sarah", "Mallory") });
  expect(answer.status()).toBe(401);
  expect(await sql`select count(*) n from webhook_events`).toEqual(before);
});
