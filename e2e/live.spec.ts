import { createHmac, randomInt, randomUUID } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible, setting, signIn } from "./fixtures";

const KAMPALA = "+256414000100";
const NAIROBI = "+254200000100";

let sql: postgres.Sql;
test.beforeAll(async () => {
  sql = postgres(setting("E2E_DATABASE_URL"), { max: 2 });
  await sql`update users set branch_id = (select id from branches where code = 'nairobi') where email = 'joel@demo.local'`;
});
test.afterAll(async () => {
  await sql`update users set branch_id = null where email = 'joel@demo.local'`;
  await sql.end();
});
test.beforeEach(async () => {
  // What other tests let ring must not ring here.
  await sql`update call_sessions set status = 'ended' where status <> 'ended'`;
});

const ugandan = () => `+25677${randomInt(1_000_000, 9_999_999)}`;

/** Posts a signed event of a call, as a voice agent does. */
async function post(page: Page, type: "started" | "ended", data: Record<string, unknown>): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const id = `msg_${randomUUID()}`;
  const body = JSON.stringify({
    type: `voice.call.${type}`,
    timestamp: new Date().toISOString(),
    data: { provider: "agent", direction: "inbound", to: KAMPALA, ...data },
  });
  const key = Buffer.from(setting("VOICE_WEBHOOK_SECRET").slice("whsec_".length), "base64");
  const response = await page.request.post("/api/webhooks/voice", {
    data: Buffer.from(body),
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`,
    },
  });
  expect(response.status()).toBe(200);
}

/** Somebody starts to ring; answers the call's id. */
async function ring(page: Page, from: string | null, to = KAMPALA): Promise<string> {
  const callId = randomUUID();
  await post(page, "started", { call_id: callId, from, to, started_at: new Date().toISOString() });
  return callId;
}

async function customer(page: Page, phoneNumber: string, name: string): Promise<string> {
  const response = await page.request.put("/api/v1/customers/by-phone", {
    headers: { origin: new URL(page.url()).origin },
    data: { phone_number: phoneNumber, display_name: name },
  });
  expect(response.status(), await response.text()).toBe(201);
  return (await response.json()).customer.id;
}

const cards = (page: Page) => page.getByRole("complementary", { name: "Calls" }).getByRole("article");
const box = (page: Page) => page.getByRole("combobox", { name: "Find by phone or name" });

/** Signed in at a desk whose live stream has begun. */
async function atDesk(page: Page, email = "reception@demo.local", path = "/desk") {
  await signIn(page, email);
  // From the new page's first byte on: the page that sign-in led to has a stream of its own, which ends here.
  await page.goto(path, { waitUntil: "commit" });
  const stream = await page.waitForResponse((response) => new URL(response.url()).pathname === "/live");
  expect(stream.status()).toBe(200);
}

async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (!a || !b) throw new Error("Both must be on the page");
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test("SP1 a known caller's card is there within a second, beside the box, and the cursor stays where it is", async ({
  page,
}) => {
  await atDesk(page);
  const phoneNumber = ugandan();
  await customer(page, phoneNumber, "Rings Often");
  const before = await sql`select count(*)::int n from customers`;
  await ring(page, phoneNumber);
  await expect(cards(page)).toHaveCount(1, { timeout: 1000 });
  await expect(cards(page)).toContainText("Rings Often");
  await expect(cards(page)).toContainText("Prospect");
  await expect(cards(page)).toContainText("LTV $0.00");
  await expect(box(page)).toBeFocused();
  expect(await overlap(cards(page), box(page))).toBe(false);
  expect(await sql`select count(*)::int n from customers`).toEqual(before);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await overlap(cards(page), box(page))).toBe(false);
});

test("SP2 Enter in the empty box opens who rings; with a text in it, Enter belongs to the text", async ({
  page,
}) => {
  await atDesk(page);
  const phoneNumber = ugandan();
  const id = await customer(page, phoneNumber, "One Key Away");
  await ring(page, phoneNumber);
  await expect(cards(page)).toHaveCount(1);
  await box(page).fill("zzzz nobody");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/desk\/walk-in$/);
  await page.goto("/desk");
  await expect(cards(page)).toHaveCount(1);
  await expect(box(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/customers/${id}$`));
});

test("SP3 an unknown caller becomes nobody by ringing, and a walk-in by one press", async ({ page }) => {
  await atDesk(page);
  const phoneNumber = ugandan();
  await ring(page, phoneNumber);
  await expect(cards(page)).toContainText("Uganda");
  expect(await sql`select 1 from contact_points where value = ${phoneNumber}`).toHaveLength(0);
  await cards(page).getByRole("button", { name: "Create walk-in" }).click();
  await page.waitForURL(/\/desk\/walk-in$/);
  await expect(page.getByLabel("Phone number")).toHaveValue(/^\+256 77/);
  await page.getByRole("button", { name: "Save walk-in" }).click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  expect(await sql`select 1 from contact_points where value = ${phoneNumber}`).toHaveLength(1);
});

test("SP3 a withheld number says so and offers the search, from every page", async ({ page }) => {
  await atDesk(page, "reception@demo.local", "/customers");
  await ring(page, null);
  await expect(cards(page)).toContainText("Number withheld");
  await expectAccessible(page);
  await cards(page).getByRole("link", { name: "search at the desk" }).click();
  await expect(page).toHaveURL(/\/desk$/);
  await expect(cards(page)).toHaveCount(1);
});

test("SP4 two calls are two cards, newest on top, and a dismissed one stays away", async ({ page }) => {
  await atDesk(page);
  const [first, second] = [ugandan(), ugandan()];
  await customer(page, first, "Called First");
  await customer(page, second, "Called Second");
  await ring(page, first);
  await expect(cards(page)).toHaveCount(1);
  await ring(page, second);
  await expect(cards(page)).toHaveCount(2);
  await expect(cards(page).first()).toContainText("Called Second");
  await box(page).focus();
  await cards(page).first().getByRole("button", { name: "Dismiss" }).click();
  await expect(cards(page)).toHaveCount(1);
  await expect(box(page)).toBeFocused();
  await ring(page, null);
  await expect(cards(page)).toHaveCount(2);
  await expect(cards(page).filter({ hasText: "Called Second" })).toHaveCount(0);
});

test("SP5 a repeated event is one card, which says when the call has ended", async ({ page }) => {
  await atDesk(page);
  const phoneNumber = ugandan();
  const callId = await ring(page, phoneNumber);
  await post(page, "started", { call_id: callId, from: phoneNumber, started_at: new Date().toISOString() });
  await expect(cards(page)).toHaveCount(1);
  await post(page, "ended", { call_id: callId, from: phoneNumber, ended_at: new Date().toISOString() });
  await expect(cards(page)).toContainText("Call ended");
  await expect(cards(page)).toHaveCount(1);
});

test("a call rings at the desk of its branch and not at another one", async ({ page, browser }) => {
  await atDesk(page);
  const elsewhere = await (await browser.newContext({ baseURL: setting("E2E_BASE_URL") })).newPage();
  await atDesk(elsewhere, "joel@demo.local");
  await ring(page, ugandan(), KAMPALA);
  await expect(cards(page)).toHaveCount(1);
  await ring(page, null, NAIROBI);
  await expect(cards(elsewhere)).toHaveCount(1);
  await expect(cards(elsewhere)).toContainText("Number withheld");
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText("Kampala");
  await elsewhere.context().close();
});

test("the conversation list brings itself up to date within two seconds, and waits for whoever reads further down", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await atDesk(page, "reviewer@demo.local", "/conversations");
  const call = (name: string) =>
    post(page, "ended", {
      call_id: randomUUID(),
      from: ugandan(),
      ended_at: new Date().toISOString(),
      fields: { name },
      transcript: [{ role: "customer", text: "Good morning", at_s: 0 }],
    });
  const first = page.getByRole("list", { name: "Conversations, newest first" }).getByRole("listitem").first();
  await call("Seen At Once");
  await expect(first).toContainText("Seen At Once", { timeout: 2000 });
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  await call("Waits Above");
  const pill = page.getByRole("button", { name: "1 new" });
  await expect(pill).toBeVisible();
  await expect(first).toContainText("Seen At Once");
  await pill.click();
  await expect(first).toContainText("Waits Above");
  await expect(pill).toBeHidden();
});

test("the demo's drawer lets somebody ring and hang up", async ({ page }) => {
  await atDesk(page);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("button", { name: "A known customer rings" }).click();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText("LTV");
  await page.getByRole("button", { name: "The call ends" }).click();
  await expect(cards(page)).toContainText("Call ended");
  await expectAccessible(page);
});
