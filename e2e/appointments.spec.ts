import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { setting, signIn } from "./fixtures";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(setting("E2E_DATABASE_URL"), { max: 1 });
});
test.afterAll(() => sql.end());

/** An appointment of one's own on a day that no other test and no seed uses. */
async function bookOn(date: string, service: string) {
  const [row] = await sql`
    with person as (insert into customers (display_name) values (${`Visitor of ${service}`}) returning id)
    insert into appointments (customer_id, branch_id, service, starts_at)
    select person.id, b.id, ${service}, ${`${date}T10:30`}::timestamp at time zone b.time_zone from person, branches b where b.code = 'kampala'
    returning id, customer_id`;
  return row;
}

test("the day view shows a day by the branch's clock, and completing the first appointment ends 'new client'", async ({
  page,
}) => {
  const booked = await bookOn("2032-03-08", "Laser consultation");
  await signIn(page, "reception@demo.local");
  await page.goto("/appointments?date=2032-03-08");
  const row = page.getByRole("listitem").filter({ hasText: "Laser consultation" });
  await expect(row).toContainText("10:30");
  await expect(row).toContainText("New client");
  await row.getByRole("button", { name: "Completed" }).click();
  await expect(row.getByRole("button", { name: "Back to booked" })).toBeVisible();
  await expect(row).not.toContainText("New client");
  const [customer] = await sql`select is_new_client from customers where id = ${booked?.customer_id}`;
  expect(customer).toEqual({ is_new_client: false });
  await page.getByRole("link", { name: "The day after" }).click();
  await expect(page.getByText("Nothing is booked on this day")).toBeVisible();
});

test("a calendar program subscribes by a secret address until it is ended", async ({ page, playwright }) => {
  await bookOn(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10), "Calendar check");
  await signIn(page, "reception@demo.local");
  await page.goto("/appointments/calendars");
  await page.getByLabel("Branch").selectOption({ label: await branchName() });
  await page.getByLabel("What it is for").fill("Front desk calendar");
  await page.getByRole("button", { name: "Make an address" }).click();
  const url = await page.getByLabel("Calendar address").inputValue();
  expect(url).toMatch(/\/calendar\/[\w-]{43}\.ics$/);

  const program = await playwright.request.newContext();
  const feed = await program.get(url);
  expect(feed.headers()["content-type"]).toContain("text/calendar");
  const text = await feed.text();
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(text).toContain("Calendar check");

  await page.getByRole("button", { name: "End Front desk calendar" }).click();
  await expect(page.getByRole("button", { name: "End Front desk calendar" })).toHaveCount(0);
  expect((await program.get(url)).status()).toBe(404);
  await program.dispose();
});

async function branchName(): Promise<string> {
  const [branch] = await sql`select name from branches where code = 'kampala'`;
  return String(branch?.name);
}
