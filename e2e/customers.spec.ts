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

type Person = { id: string; phone: string; raw: string };

/** Somebody with a number that was received as a national one, in a country that the organisation's was assumed to be. */
async function makePerson(
  facts: { name?: string | null; mergedInto?: string; status?: string } = {},
): Promise<Person> {
  const id = randomUUID();
  const line = String(randomInt(1_000_000, 9_999_999));
  const [phone, raw] = [`+25677${line}`, `077 ${line}`];
  const name = facts.name === undefined ? "Namukasa Ruth" : facts.name;
  await sql`insert into customers (id, phone_number, display_name, customer_status, ltv_usd, source, merged_into_id, last_seen_at)
    values (${id}, ${phone}, ${name}, ${facts.status ?? "CUSTOMER"}, 250, 'voice', ${facts.mergedInto ?? null}, now() - interval '2 hours')`;
  if (!facts.mergedInto) {
    await sql`insert into contact_points (customer_id, kind, value, match_key, country, is_unusual, source)
      values (${id}, 'phone', ${phone}, ${phone}, 'UG', true, 'voice')`;
    await sql`insert into identity_resolutions (subject_kind, customer_id, outcome, raw_value, normal_form, rule, country_assumed,
        country_source, alternatives)
      values ('api', ${id}, 'created', ${raw}, ${phone}, 'national', 'UG', 'organisation', '[{"e164":"+61771234567","country":"AU"}]')`;
  }
  return { id, phone, raw };
}

const open = (page: Page, person: Person) => page.goto(`/customers/${person.id}`);
const fact = (page: Page, field: string) => page.locator(`[data-edit-fact=${field}]`);
const nameOf = async (person: Person) => {
  const [row] = await sql`select display_name from customers where id = ${person.id}`;
  return row?.display_name;
};

test.describe("a receptionist", () => {
  test.beforeEach(({ page }) => signIn(page, "reception@demo.local"));

  test("sees name, number, stage, LTV and the last three events without scrolling", async ({ page }) => {
    const person = await makePerson();
    for (const note of ["first", "second", "third"]) {
      await sql`insert into customer_notes (customer_id, body) values (${person.id}, ${`The ${note} note`})`;
    }
    await open(page, person);
    const seen = [
      page.getByRole("heading", { level: 1, name: "Namukasa Ruth" }),
      page.getByRole("list", { name: "Phone numbers" }),
      page.getByRole("banner").or(page.locator("main header")).getByText("Customer", { exact: true }).last(),
      page.getByText("$250.00"),
      ...["first", "second", "third"].map((note) => page.getByText(`The ${note} note`)),
    ];
    for (const part of seen) await expect(part).toBeInViewport({ ratio: 1 });
  });

  test("edits a fact by keys alone, it stays after a reload, and undo puts the old one back", async ({
    page,
  }) => {
    const person = await makePerson();
    await open(page, person);
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("e");
    await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
    await page.keyboard.type("Namukasa Ruth Mary");
    await page.keyboard.press("Enter");
    await expect(fact(page, "displayName")).toContainText("Namukasa Ruth Mary");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Namukasa Ruth Mary");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Namukasa Ruth");
    await expect.poll(() => nameOf(person)).toBe("Namukasa Ruth");

    await fact(page, "area").click();
    await page.getByRole("textbox", { name: "Area" }).fill("Kololo");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Area saved")).toBeVisible();
    await page.reload();
    await expect(fact(page, "area")).toContainText("Kololo");
  });

  test("leaves a fact as it was by Esc", async ({ page }) => {
    const person = await makePerson();
    await open(page, person);
    await fact(page, "displayName").click();
    await page.getByRole("textbox", { name: "Name" }).fill("Somebody else");
    await page.keyboard.press("Escape");
    await expect(fact(page, "displayName")).toContainText("Namukasa Ruth");
    await expect(fact(page, "displayName")).toBeFocused();
    expect(await nameOf(person)).toBe("Namukasa Ruth");
  });

  test("is told what is wrong beside the field, with what was typed still there", async ({ page }) => {
    const person = await makePerson();
    await open(page, person);
    await fact(page, "email").click();
    const email = page.getByRole("textbox", { name: "E-mail" });
    await email.fill("ruth at example");
    await email.press("Enter");
    await expect(page.getByText("E-mail was not saved", { exact: false })).toBeVisible();
    await expect(email).toHaveValue("ruth at example");
    await expect(email).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  });

  test("gets the old value and the reason back when the server fails", async ({ page }) => {
    const person = await makePerson();
    await open(page, person);
    await page.waitForLoadState("networkidle");
    await page.route(`**/customers/${person.id}*`, (route) =>
      route.request().method() === "POST" ? route.fulfill({ status: 500, body: "" }) : route.continue(),
    );
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "Name" }).fill("Lost on the way");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Name was not saved", { exact: false })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Lost on the way");
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(fact(page, "displayName")).toContainText("Namukasa Ruth");
  });

  test("sees a note at once, before the server has answered, and after a reload", async ({ page }) => {
    const person = await makePerson();
    await open(page, person);
    await page.waitForLoadState("networkidle");
    let letGo = () => {};
    const answered = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(`**/customers/${person.id}*`, async (route) => {
      if (route.request().method() === "POST") await answered;
      await route.continue();
    });
    await page.keyboard.press("n");
    await page.keyboard.type("Needs a chair: cannot stand long");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("list", { name: "Notes being saved" })).toContainText("Needs a chair");
    await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("");
    letGo();
    const timeline = page.getByRole("list", { name: "What happened, newest first" });
    await expect(timeline).toContainText("Needs a chair");
    await expect(page.getByRole("list", { name: "Notes being saved" })).toBeHidden();
    await page.reload();
    await expect(timeline.getByRole("listitem").first()).toContainText("Grace Nabirye");
  });

  test("types letters that are shortcuts into a note without setting them off", async ({ page }) => {
    const person = await makePerson();
    await open(page, person);
    await page.getByRole("textbox", { name: "Note" }).pressSequentially("encu / ?");
    await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("encu / ?");
    await expect(page.getByRole("textbox", { name: "Name" })).toBeHidden();
    expect(new URL(page.url()).pathname).toBe(`/customers/${person.id}`);
  });

  test("copies the number in its plain form with c", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const person = await makePerson();
    await open(page, person);
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("c");
    await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(person.phone);
  });

  test("learns why a number is on this customer", async ({ page }) => {
    const person = await makePerson();
    await open(page, person);
    const recognised = page.getByRole("region", { name: "Recognised by" });
    await expect(recognised).toContainText("Unusual");
    await recognised.getByText("Why is this here?").click();
    await expect(recognised).toContainText(person.raw);
    await expect(recognised).toContainText(person.phone);
    await expect(recognised).toContainText("Uganda (assumed: the organisation's country)");
    await expect(recognised).toContainText("+61771234567 (AU)");
    await expectAccessible(page);
  });

  test("filters the timeline by the address, and Back takes the filter off", async ({ page }) => {
    const person = await makePerson();
    await sql`insert into customer_notes (customer_id, body) values (${person.id}, 'Only a note')`;
    await open(page, person);
    await page.getByRole("link", { name: "Leads", exact: true }).last().click();
    await expect(page.getByText("No leads")).toBeVisible();
    expect(new URL(page.url()).search).toBe("?type=lead");
    await page.goBack();
    await expect(page.getByText("Only a note")).toBeVisible();
  });

  test("comes from a merged customer's address to the survivor, who says so", async ({ page }) => {
    const survivor = await makePerson({ name: "The survivor" });
    const merged = await makePerson({ mergedInto: survivor.id });
    await open(page, merged);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The survivor");
    expect(new URL(page.url()).pathname).toBe(`/customers/${survivor.id}`);
    await expect(page.getByText("merged into this one")).toBeVisible();
  });

  test("gets a page of its own for an address that is nobody's", async ({ page }) => {
    for (const id of [randomUUID(), "not-an-id"]) {
      const answer = await page.goto(`/customers/${id}`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { name: "Customer not found" })).toBeVisible();
    }
    await expectAccessible(page);
  });

  test("leaves one trace in the audit trail for two looks", async ({ page }) => {
    const person = await makePerson();
    await open(page, person);
    await open(page, person);
    const views = await sql`select actor_kind from audit_events where subject_id = ${person.id}`;
    expect(views).toEqual([{ actor_kind: "user" }]);
  });

  test("prints a card on one page, without buttons or filters", async ({ page }) => {
    const person = await makePerson();
    for (let note = 0; note < 30; note += 1) {
      await sql`insert into customer_notes (customer_id, body) values (${person.id}, ${`A note of some length, number ${note}`})`;
    }
    await open(page, person);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("button", { name: "Add note" })).toBeHidden();
    await expect(page.getByText(`/customers/${person.id}`)).toBeVisible();
    const pdf = await page.pdf({ preferCSSPageSize: true, format: "A4" });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  test("sees a person without a name as Unknown, and nothing breaks", async ({ page }) => {
    const person = await makePerson({ name: null });
    await open(page, person);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Unknown");
    expect(await nameOf(person)).toBeNull();
    await expectAccessible(page);
  });

  test("pages through the customers and opens one by keys", async ({ page }) => {
    await sql`insert into customers (display_name, customer_status)
      select 'Paged person ' || n, 'LEAD_EXHAUSTED' from generate_series(1, 55) n`;
    await page.goto("/customers");
    await page.getByRole("link", { name: "Exhausted lead" }).click();
    const rows = page.getByRole("table").getByRole("row");
    await expect(rows).toHaveCount(51);
    const first = await rows.nth(1).textContent();
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page.getByRole("link", { name: "Back to the newest" })).toBeVisible();
    expect(await rows.nth(1).textContent()).not.toBe(first);
    await page.getByRole("link", { name: "Back to the newest" }).click();
    await expect(rows).toHaveCount(51);
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(rows.nth(2).getByRole("link")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Paged person");
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("u");
    await page.waitForURL("**/customers");
  });

  test("finds the list accessible, and a made-up place in it is an address that does not exist", async ({
    page,
  }) => {
    await page.goto("/customers");
    await expect(page.getByRole("table")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/customers?after=made-up");
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  });

  test("sees of a lead that belongs to nobody why, and can filter for those", async ({ page }) => {
    const [caller, visitor] = [`Caller ${randomInt(1e9)}`, `Visitor ${randomInt(1e9)}`];
    const person = await makePerson({ name: visitor });
    await sql`insert into leads (source, phone_number, display_name, unlinked_reason, status)
      values ('knowlarity', 'anonymous', ${caller}, 'withheld', 'lost')`;
    await sql`insert into leads (customer_id, source, phone_number, phone_number_normalized, status)
      values (${person.id}, 'walk_in', ${person.raw}, ${person.phone}, 'lost')`;
    await page.goto("/leads?status=lost");
    const unlinked = page.getByRole("row").filter({ hasText: caller });
    await expect(unlinked).toContainText("Linked to nobody: the caller withheld the number");
    await expect(unlinked).toContainText("anonymous");
    const linked = page.getByRole("row").filter({ hasText: visitor });
    await expect(linked).toContainText(person.raw);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Linked to nobody" }).click();
    await expect(linked).toBeHidden();
    await expect(unlinked).toBeVisible();
    await page.getByRole("link", { name: "Linked to nobody" }).click();
    await linked.getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(visitor);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a fact is edited, a refusal keeps what was typed, and a note is added", async ({ browser }) => {
    // Signing in is another page's matter: it may need scripts.
    const withScripts = await browser.newContext({ javaScriptEnabled: true });
    const entry = await withScripts.newPage();
    await signIn(entry, "reception@demo.local");
    const state = await withScripts.storageState();
    await withScripts.close();
    const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
    const page = await plain.newPage();
    const person = await makePerson();

    await open(page, person);
    await fact(page, "displayName").click();
    await page.getByRole("textbox", { name: "Name" }).fill("Ruth without scripts");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ruth without scripts");
    expect(new URL(page.url()).search).toBe("");

    await fact(page, "email").click();
    await page.getByRole("textbox", { name: "E-mail" }).fill("ruth at example");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("E-mail was not saved", { exact: false })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue("ruth at example");

    await open(page, person);
    await page.getByRole("textbox", { name: "Note" }).fill("Written without scripts");
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(page.getByRole("list", { name: "What happened, newest first" })).toContainText(
      "Written without scripts",
    );
    await plain.close();
  });
});

test("a reviewer reads and notes, and is offered no editing", async ({ page }) => {
  await signIn(page, "reviewer@demo.local");
  const person = await makePerson();
  await open(page, person);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Namukasa Ruth");
  await expect(page.getByRole("textbox", { name: "Note" })).toBeVisible();
  await expect(fact(page, "displayName")).toHaveCount(0);
});

test("a customer's own login opens none of these pages, and learns nothing from them", async ({ page }) => {
  await signIn(page, "customer@demo.local");
  const person = await makePerson({ name: "Somebody else's card" });
  for (const path of [`/customers/${person.id}`, "/customers", "/leads"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(403);
    await expect(page.getByText("Somebody else's card")).toHaveCount(0);
  }
});
