import { createHmac } from "node:crypto";
import { type APIRequestContext, expect, test } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible, setting, signIn } from "./fixtures";

test.describe.configure({ mode: "serial" });

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(setting("E2E_DATABASE_URL"), { max: 2 });
});
test.afterAll(() => sql.end());

const person = { waId: "256772640777", userId: "UG.640777", name: "زينب Nakato" };

/** A message as WhatsApp posts it, signed over its bytes with letters beyond ASCII escaped. */
function signed(message: Record<string, unknown>, secret = setting("WHATSAPP_APP_SECRET")) {
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "106540352242922" },
    contacts: [{ profile: { name: person.name }, wa_id: person.waId, user_id: person.userId }],
    messages: [
      {
        from: person.waId,
        from_user_id: person.userId,
        timestamp: String(Math.floor(Date.now() / 1000)),
        ...message,
      },
    ],
  };
  const delivery = {
    object: "whatsapp_business_account",
    entry: [{ id: "102290129340398", changes: [{ field: "messages", value }] }],
  };
  const body = JSON.stringify(delivery).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return {
    data: Buffer.from(body),
    headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` },
  };
}

const post = (request: APIRequestContext, delivery: ReturnType<typeof signed>) =>
  request.post("/api/webhooks/whatsapp", delivery);

const counts = async () => {
  const [row] = await sql`select (select count(*)::int from customers) customers,
    (select count(*)::int from conversations) conversations, (select count(*)::int from messages) messages,
    (select count(*)::int from subscriptions) subscriptions`;
  return row;
};
const stored = (wamid: string) => sql`select 1 from messages where external_id = ${wamid}`;

test("Meta's question is answered with the bare challenge, and only for the right token", async ({
  request,
}) => {
  const ask = (token: string) =>
    request.get("/api/webhooks/whatsapp", {
      params: { "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "1158201444" },
    });
  const answer = await ask(setting("WHATSAPP_VERIFY_TOKEN"));
  expect([answer.status(), await answer.text()]).toEqual([200, "1158201444"]);
  expect((await ask("wrong")).status()).toBe(403);
});

test("a message of an unknown number is a customer with a conversation that staff can read", async ({
  page,
  request,
}) => {
  const before = await counts();
  const answer = await post(
    request,
    signed({ id: "wamid.E2E1", type: "text", text: { body: "مرحبا, is the Acacia clinic open today? 🙂" } }),
  );
  expect([answer.status(), await answer.json()]).toEqual([200, { received: true }]);
  await expect.poll(() => stored("wamid.E2E1")).toHaveLength(1);
  expect(await counts()).toEqual({
    customers: before?.customers + 1,
    conversations: before?.conversations + 1,
    messages: before?.messages + 1,
    subscriptions: before?.subscriptions + 1,
  });

  await signIn(page, "reception@demo.local");
  await page.goto("/conversations");
  const row = page.locator("[data-conversation]").first();
  await expect(row).toContainText(person.name);
  await expect(row).toContainText("is the Acacia clinic open today? 🙂");
  await row.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await expect(page.getByText("+256 772 640777").first()).toBeVisible();
  await expect(page.getByText(/Free-form reply closes in\s+23 h 5\d m/)).toBeVisible();
  await expectAccessible(page);
});

test("the next message makes no new rows but itself, and a file is named for what it is", async ({
  page,
  request,
}) => {
  const before = await counts();
  const document = {
    id: "9001",
    mime_type: "application/pdf",
    filename: "Referral.pdf",
    caption: "My referral",
  };
  const delivery = signed({ id: "wamid.E2E2", type: "document", document });
  for (let time = 0; time < 2; time += 1) expect((await post(request, delivery)).status()).toBe(200);
  await expect.poll(() => stored("wamid.E2E2")).toHaveLength(1);
  expect(await counts()).toEqual({ ...before, messages: before?.messages + 1 });

  await signIn(page, "reception@demo.local");
  await page.goto("/conversations");
  await page.locator("[data-conversation]").first().getByRole("link").first().click();
  for (const words of ["Document", "Referral.pdf", "application/pdf", "My referral"])
    await expect(page.getByText(words, { exact: true })).toBeVisible();
});

test("a message that is not signed with our secret is refused and leaves nothing", async ({ request }) => {
  const before = await counts();
  const forged = signed({ id: "wamid.E2E3", type: "text", text: { body: "x" } }, "another secret");
  expect((await post(request, forged)).status()).toBe(401);
  expect(await counts()).toEqual(before);
});
