import { randomInt, randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible, setting, signIn } from "./fixtures";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(setting("E2E_DATABASE_URL"), { max: 2 });
});
test.afterAll(() => sql.end());

test.use({ viewport: { width: 1280, height: 800 } });

type Made = { id: string; name: string };

/** A lead of nobody that came in just now, at a branch in Uganda. */
async function makeLead(facts: { interest?: string } = {}): Promise<Made> {
  const [id, name] = [randomUUID(), `Lead ${randomInt(1e9)}`];
  await sql`insert into leads (id, source, phone_number, display_name, interest, unlinked_reason, branch_id)
    select ${id}, 'meta', 'ask my husband', ${name}, ${facts.interest ?? "Facial"}, 'letters', id from branches where code = 'kampala'`;
  return { id, name };
}

const newNumber = () => `077 ${randomInt(1_000_000, 9_999_999)}`;
const open = (page: Page, lead: Made) => page.goto(`/leads/${lead.id}`);
const stored = async (lead: Made) => (await sql`select * from leads where id = ${lead.id}`)[0];
const history = (page: Page) => page.getByRole("list", { name: "What happened, newest first" });
const done = (page: Page) => page.getByRole("status").filter({ hasText: "Undo" });

test.describe("a receptionist", () => {
  test.beforeEach(({ page }) => signIn(page, "reception@demo.local"));

  test("opens a lead from the list, moves it on, hands it over, notes, and takes a step back", async ({
    page,
  }) => {
    const lead = await makeLead();
    await page.goto("/leads");
    await page.getByRole("link", { name: lead.name }).click();
    await page.waitForURL(`**/leads/${lead.id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lead.name);

    await page.getByRole("button", { name: "Contacted" }).click();
    await expect(done(page)).toContainText("Status changed from New to Contacted");
    await expect(page.getByRole("button", { name: "Contacted" })).toHaveAttribute("aria-pressed", "true");
    expect(await stored(lead)).toMatchObject({ status: "contacted" });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(done(page)).toContainText("Status changed from Contacted to New");
    expect(await stored(lead)).toMatchObject({ status: "new" });

    await page.getByLabel("Looked after by").selectOption({ index: 2 });
    await page.getByRole("button", { name: "Save who looks after it" }).click();
    await expect(done(page)).toContainText("Given to");
    await page.getByRole("button", { name: "Take it" }).click();
    await expect(done(page)).toContainText("to Grace Nabirye");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(done(page)).toContainText("Handed from Grace Nabirye");

    await page.keyboard.press("n");
    await page.keyboard.type("Wants to come on Friday");
    await page.keyboard.press("Control+Enter");
    await expect(history(page)).toContainText("Wants to come on Friday");
    await page.reload();
    await expect(history(page).getByRole("listitem").first()).toContainText("Wants to come on Friday");
  });

  test("repairs a number, is told when it cannot be one, and lands on a linked lead", async ({ page }) => {
    const lead = await makeLead();
    await open(page, lead);
    await expect(page.getByText("Linked to nobody.")).toBeVisible();
    const number = page.getByLabel("Phone number");
    await expect(number).toHaveValue("ask my husband");
    await number.fill("9999999999");
    await page.getByRole("button", { name: "Save and link" }).click();
    await expect(number).toHaveAttribute("aria-invalid", "true");
    await expect(number).toHaveValue("9999999999");
    await expectAccessible(page);

    await number.fill(newNumber());
    await page.getByRole("button", { name: "Save and link" }).click();
    await expect(
      page.getByRole("status").filter({ hasText: "Number repaired. The lead is linked now." }),
    ).toBeVisible();
    await expect(history(page)).toContainText("ask my husband");
    await page.getByRole("link", { name: `Customer: ${lead.name}` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(lead.name);
    await page.getByRole("region", { name: "Open leads" }).getByRole("link", { name: "Facial" }).click();
    await expect(page).toHaveURL(new RegExp(`/leads/${lead.id}`));
  });

  test("puts a lead away, finds it among the junk, and brings it back", async ({ page }) => {
    const lead = await makeLead();
    await open(page, lead);
    await page.getByRole("button", { name: "Mark as junk" }).click();
    await expect(done(page)).toContainText("Marked as junk");
    const row = page.getByRole("link", { name: lead.name });
    await page.goto("/leads");
    await expect(row).toHaveCount(0);
    await page.getByText("More filters").click();
    await page.getByLabel("Show").selectOption("Junk");
    await page.getByRole("button", { name: "Apply" }).click();
    await row.click();
    await page.getByRole("button", { name: "Not junk" }).click();
    await expect(done(page)).toContainText("No longer marked as junk");
    await page.goto("/leads");
    await expect(row).toBeVisible();
  });

  test("narrows the list by presses that the address holds", async ({ page }) => {
    const lead = await makeLead();
    await sql`update leads set status = 'lost', assignee_id = (select id from users where email = 'reception@demo.local') where id = ${lead.id}`;
    const row = page.getByRole("link", { name: lead.name });
    await page.goto("/leads");
    await page.getByRole("link", { name: /^Lost/ }).click();
    await expect(page).toHaveURL(/status=lost/);
    await page.getByRole("link", { name: "Mine" }).click();
    await expect(page).toHaveURL(/assignee=me/);
    await page.getByRole("link", { name: "Linked to nobody" }).click();
    await expect(page).toHaveURL(/linked=no/);
    await expect(row).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: /^Contacted/ }).click();
    await expect(row).toHaveCount(0);
    await page.goBack();
    await expect(row).toBeVisible();
  });

  test("sees a lead without a name, with everything done to it, on any screen", async ({ page }) => {
    const lead = await makeLead({ interest: "A very long wish ".repeat(20) });
    await sql`update leads set display_name = null where id = ${lead.id}`;
    await sql`insert into lead_events (lead_id, kind, body, before, after) values (${lead.id}, 'note', ${"long".repeat(80)}, null, null),
      (${lead.id}, 'status', null, 'new', 'qualified'), (${lead.id}, 'number', null, 'N/A', '077'), (${lead.id}, 'enquiry', 'Peel', null, null)`;
    await open(page, lead);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Unknown");
    await expect(history(page)).toContainText("Asked again");
    await expectAccessible(page);
  });

  test("gets a page of its own for an address that is no lead's", async ({ page }) => {
    for (const id of [randomUUID(), "not-an-id"]) {
      const answer = await page.goto(`/leads/${id}`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { name: "Lead not found" })).toBeVisible();
    }
  });
});

test("without scripts a status is set, a number refused and repaired, and a note added", async ({
  browser,
}) => {
  const withScripts = await browser.newContext();
  const entry = await withScripts.newPage();
  await signIn(entry, "reception@demo.local");
  const state = await withScripts.storageState();
  await withScripts.close();
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
  const page = await plain.newPage();
  const lead = await makeLead();

  await open(page, lead);
  await page.getByRole("button", { name: "Qualified" }).click();
  await expect(done(page)).toContainText("Status changed from New to Qualified");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(done(page)).toContainText("Status changed from Qualified to New");

  await page.getByLabel("Phone number").fill("12");
  await page.getByRole("button", { name: "Save and link" }).click();
  await expect(page.getByLabel("Phone number")).toHaveValue("12");
  await expect(page.getByLabel("Phone number")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Phone number").fill(newNumber());
  await page.getByRole("button", { name: "Save and link" }).click();
  await expect(page.getByText("The lead is linked now.")).toBeVisible();

  await page.getByRole("textbox", { name: "Note" }).fill("Written without scripts");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(history(page)).toContainText("Written without scripts");
  await plain.close();
});

test("a reviewer reads a lead and is offered no change", async ({ page }) => {
  const lead = await makeLead();
  await signIn(page, "reviewer@demo.local");
  await open(page, lead);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(lead.name);
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
});
