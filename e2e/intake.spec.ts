import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible, setting, signIn } from "./fixtures";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(setting("E2E_DATABASE_URL"), { max: 1 });
});
test.afterAll(() => sql.end());

/** Nobody's yet, also when the specs run a second time on the same database. */
const newNumber = () => `+2567009${String(Math.floor(Math.random() * 100_000)).padStart(5, "0")}`;

/** An event that failed: an ended call as a voice agent reports it. An empty `callId` is what no repetition can repair. */
async function put(input: { callId: string; from: string; error?: string }): Promise<string> {
  const body = {
    type: "voice.call.ended",
    timestamp: new Date().toISOString(),
    data: {
      provider: "e2e",
      call_id: input.callId,
      from: input.from,
      direction: "inbound",
      fields: { name: "Intake Visitor" },
    },
  };
  const [row] =
    await sql`insert into webhook_events (source, external_id, headers, body, dead_at, last_error, attempts)
    values ('voice', ${`e2e ${crypto.randomUUID()}`}, '{"content-type":"application/json"}', ${Buffer.from(JSON.stringify(body))},
      now(), ${input.error ?? "It failed."}, 8)
    returning id`;
  return String(row?.id);
}

test("a failed event is retried by one key, says what it made, and a second time duplicates nothing", async ({
  page,
}) => {
  const callId = `e2e ${crypto.randomUUID()}`;
  const id = await put({ callId, from: newNumber() });
  await signIn(page, "admin@demo.local");
  await page.goto(`/intake/${id}`);
  await expect(page.getByText("Failed for good, until somebody retries it")).toBeVisible();
  await expect(page.getByRole("group", { name: "the body, laid out" })).toContainText(
    `"call_id": "${callId}"`,
  );

  await expect(page.getByRole("button", { name: "Retry" })).toBeEnabled();
  await page.keyboard.press("r");
  await expect(page.getByText(/^Retried: processed/)).toBeVisible();
  const made = page.getByRole("region", { name: "What it made" });
  await expect(made.getByRole("link", { name: "Customer" })).toBeVisible();
  await expect(made.getByText("Made", { exact: true })).toHaveCount(3);

  await page.keyboard.press("r");
  await expect(page.getByText("Retried: already ingested, nothing duplicated.")).toBeVisible();
  const [calls] = await sql`select count(*)::int n from call_sessions where external_id = ${callId}`;
  expect(calls).toEqual({ n: 1 });

  await made.getByRole("link", { name: "Customer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Intake Visitor");
});

test("an event that fails again says why in words", async ({ page }) => {
  const id = await put({ callId: "", from: newNumber() });
  await signIn(page, "admin@demo.local");
  await page.goto(`/intake/${id}`);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText("Retried: failed again. data.call_id: expected an id")).toBeVisible();
});

test("events are found by a phone number, which never stands in the address", async ({ page }) => {
  const number = newNumber();
  await put({ callId: `e2e ${crypto.randomUUID()}`, from: number });
  await signIn(page, "admin@demo.local");
  await page.goto("/intake");
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  await page.getByLabel("Find events").fill(`00${number.slice(1, 7)} ${number.slice(7)}`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 event of this number")).toBeVisible();
  expect(
    [...addresses, page.url()].filter((address) => decodeURIComponent(address).includes(number.slice(7))),
  ).toEqual([]);
  await page.getByRole("link", { name: "Show all events" }).click();
  await expect(page.getByRole("navigation", { name: "Status" })).toBeVisible();

  await page.getByLabel("Find events").fill("expected an id");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=expected\+an\+id/);
});

test("many are retried after a counted preview, and the badge clears", async ({ page }) => {
  await sql`delete from webhook_events where dead_at is not null`;
  for (let call = 1; call <= 5; call += 1)
    await put({
      callId: `e2e ${call} ${crypto.randomUUID()}`,
      from: newNumber(),
      error: "The token has expired.",
    });
  await signIn(page, "admin@demo.local");
  await page.goto("/intake?status=failed");
  await expect(page.getByRole("link", { name: "Intake 5 failed" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Retry 5 failed" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Retry 5 failed events");
  await expect(page.getByRole("listitem").filter({ hasText: "The token has expired." })).toContainText("5");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Retry 5 events" }).click();
  await expect(page.getByText(/^Retried 5 events; none is waiting/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("link", { name: "Intake", exact: true }).first()).toBeVisible();
  const [failed] = await sql`select count(*)::int n from webhook_events where dead_at is not null`;
  expect(failed).toEqual({ n: 0 });
});

test("the log and an event are accessible, and closed to everybody but an admin", async ({ page }) => {
  test.setTimeout(180_000);
  const id = await put({ callId: "", from: newNumber() });
  await signIn(page, "admin@demo.local");
  for (const path of [
    "/intake",
    "/intake?status=failed",
    "/intake?status=waiting",
    `/intake/${id}`,
    "/intake/nothing",
  ]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await page.context().clearCookies();
  await signIn(page, "reception@demo.local");
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Intake" }),
  ).toHaveCount(0);
  expect((await page.request.get(`/intake/${id}`)).status()).toBe(403);
});
