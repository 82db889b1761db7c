import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible, setting, signIn } from "./fixtures";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(setting("E2E_DATABASE_URL"), { max: 1 });
});
test.afterAll(() => sql.end());

/** A person with something of everything, a thread on each channel, and one that belongs to nobody. */
async function examples(): Promise<string[]> {
  const [row] = await sql`select
    (select customer_id from conversations where customer_id is not null group by customer_id order by count(*) desc limit 1) busiest,
    (select id from customers where display_name is null and merged_into_id is null and deleted_at is null limit 1) nameless,
    (select id from conversations where channel = 'whatsapp' order by last_message_at desc limit 1) thread,
    (select conversation_id from call_sessions where customer_id is not null order by started_at desc limit 1) call,
    (select id from conversations where customer_id is null order by last_message_at desc limit 1) nobodys`;
  return [
    `/customers/${row?.busiest}`,
    `/customers/${row?.nameless}`,
    `/conversations/${row?.thread}`,
    `/conversations/${row?.call}`,
    `/conversations/${row?.nobodys}`,
  ];
}

const STAFF_PAGES = [
  "/desk",
  "/desk/walk-in",
  "/customers",
  "/customers?status=CHURNED",
  "/conversations",
  "/conversations?linked=no",
  "/leads",
  "/leads?linked=no",
  "/appointments",
  "/appointments?date=2031-01-01",
  "/appointments/calendars",
  "/account",
  "/nowhere",
  "/customers/00000000-0000-7000-8000-000000000000",
];

test("every staff page is accessible in light and dark, wide and narrow, and writes no error to the console", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A page that does not exist is meant to answer 404.
    if (message.type() === "error" && !message.text().includes("404"))
      complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  await signIn(page, "reception@demo.local");
  for (const path of [...STAFF_PAGES, ...(await examples())]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toHaveCount(1);
    await expectAccessible(page);
  }
  expect(complaints).toEqual([]);
});

test("the admin's pages are accessible too", async ({ page }) => {
  test.setTimeout(180_000);
  const [row] = await sql`select
    (select id from webhook_events where dead_at is not null order by dead_at desc limit 1) failed,
    (select id from leads where customer_id is null and phone_number is not null order by created_at desc limit 1) lead`;
  await signIn(page, "admin@demo.local");
  for (const path of [
    "/intake",
    "/intake?status=failed",
    "/intake/sync",
    `/intake/${row?.failed}`,
    `/leads/${row?.lead}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toHaveCount(1);
    await expectAccessible(page);
  }
});

test("the pages that need no desk are accessible too", async ({ page }) => {
  test.setTimeout(120_000);
  for (const path of ["/sign-in", "/api/docs"]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await signIn(page, "customer@demo.local");
  await expect(page).toHaveURL(/\/portal$/);
  await expectAccessible(page);
  await page.goto("/desk");
  await expect(page.getByRole("main")).toContainText("Receptionist");
  await expectAccessible(page);
});

// Kilobytes, gzipped, of the scripts that a page's HTML asks for.
const BUDGETS: [path: string, kilobytes: number][] = [
  ["/sign-in", 150],
  ["/portal", 165],
  ["/desk", 215],
  ["/customers", 200],
  ["/conversations", 200],
  ["/appointments", 200],
  ["/leads", 200],
];

test("no page loads more script than its budget", async ({ page }) => {
  const sizes = new Map<string, number>();
  const sizeOf = async (source: string) => {
    const known = sizes.get(source);
    if (known) return known;
    const size = gzipSync(await (await page.request.get(source)).body()).length;
    sizes.set(source, size);
    return size;
  };
  const over: string[] = [];
  for (const [path, kilobytes] of BUDGETS) {
    if (path === "/portal") await signIn(page, "customer@demo.local");
    if (path === "/desk") {
      await page.context().clearCookies();
      await signIn(page, "reception@demo.local");
    }
    const html = await (await page.request.get(path)).text();
    const sources = [...html.matchAll(/<script[^>]+src="([^"]+)"([^>]*)>/g)]
      .filter(([tag]) => !/nomodule/i.test(tag))
      .map(([, source]) => source ?? "");
    expect(sources.length, path).toBeGreaterThan(3);
    let bytes = 0;
    for (const source of new Set(sources)) bytes += await sizeOf(source);
    test
      .info()
      .annotations.push({ type: path, description: `${(bytes / 1024).toFixed(1)} of ${kilobytes} KB` });
    if (bytes > kilobytes * 1024)
      over.push(`${path} loads ${(bytes / 1024).toFixed(1)} KB, budget ${kilobytes}`);
  }
  expect(over).toEqual([]);
});
