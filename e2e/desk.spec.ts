import { randomInt } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible, signIn } from "./fixtures";

const RECEPTION = "reception@demo.local";

/** Seven digits that no other test uses. */
const fresh = () => String(randomInt(1_000_000, 9_999_999));
const ugandan = () => `+25677${fresh()}`;

const box = (page: Page) => page.getByRole("combobox", { name: "Find by phone or name" });
const rows = (page: Page) => page.getByRole("listbox").getByRole("option");
const reading = (page: Page) => page.getByRole("status").first();

async function customer(page: Page, phoneNumber: string, name: string): Promise<string> {
  const response = await page.request.put("/api/v1/customers/by-phone", {
    headers: { origin: new URL(page.url()).origin },
    data: { phone_number: phoneNumber, display_name: name },
  });
  expect(response.status(), await response.text()).toBe(201);
  return (await response.json()).customer.id;
}

/** Where Enter would lead, by what a screen reader is told is active. */
async function activeHref(page: Page, input: Locator): Promise<string> {
  const active = await input.getAttribute("aria-activedescendant");
  return (await page.locator(`[id="${active}"]`).getAttribute("href")) ?? "";
}

test.beforeEach(({ page }) => signIn(page, RECEPTION));

test("D2 ten digits typed from the first moment are all there, and are searched for", async ({ page }) => {
  const phoneNumber = ugandan();
  await customer(page, phoneNumber, "Early Bird");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto("/desk", { waitUntil: "domcontentloaded" });
  await page.keyboard.type(phoneNumber.slice(1));
  await expect(box(page)).toHaveValue(phoneNumber.slice(1));
  await expect(rows(page).first()).toContainText("Early Bird");
});

test("D3 every spelling of a number finds the same customer", async ({ page }) => {
  const phoneNumber = ugandan();
  const national = phoneNumber.slice(4);
  const id = await customer(page, phoneNumber, "One Person");
  const eastern = [...national].map((digit) => String.fromCodePoint(0x0660 + Number(digit))).join("");
  const spellings = [
    phoneNumber,
    `+256 ${national.slice(0, 3)} ${national.slice(3, 6)} ${national.slice(6)}`,
    `00256${national}`,
    `011 256 ${national}`,
    `256${national}`,
    `+256 (0)${national}`,
    `tel:+256-${national}`,
    `wa.me/256${national}`,
    `call +256${national} pls`,
    `+٢٥٦${eastern}`,
    national.slice(2),
  ];
  for (const spelling of spellings) {
    await box(page).fill(spelling);
    await expect(rows(page).first(), spelling).toHaveAttribute("href", `/customers/${id}`);
    await expect(box(page)).toHaveValue(spelling);
    await box(page).press("Escape");
    await expect(rows(page)).toHaveCount(0);
  }
});

test("D4 the last four digits and Enter open the newest customer, by keyboard alone", async ({ page }) => {
  const phoneNumber = ugandan();
  const id = await customer(page, phoneNumber, "Last Four");
  await page.goto("/desk");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type(phoneNumber.slice(-4));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/customers/${id}$`));
});

test("D5 nobody found: two Enters register a walk-in, who is found at once", async ({ page }) => {
  const phoneNumber = ugandan();
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  await page.keyboard.type(phoneNumber);
  await expect(rows(page).first()).toContainText("Create walk-in");
  await expect(rows(page).first()).toContainText("(UG)");
  await page.keyboard.press("Enter");
  const name = page.getByLabel("Name");
  await expect(name).toBeFocused();
  await expect(page.getByLabel("Phone number")).toHaveValue(/^\+256 77/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
  const { pathname } = new URL(page.url());

  await page.goto("/desk");
  await page.keyboard.type(phoneNumber.slice(-6));
  await expect(rows(page).first()).toHaveAttribute("href", pathname);
  expect(addresses.filter((address) => address.includes(phoneNumber.slice(4)))).toEqual([]);
});

test("PS4 Enter before the answer waits for it, and never opens a row of an older one", async ({ page }) => {
  const [older, newer] = [ugandan(), ugandan()];
  await customer(page, older, "Older Answer");
  const id = await customer(page, newer, "Newer Answer");
  await box(page).fill(older);
  await expect(rows(page).first()).toContainText("Older Answer");
  await page.route("**/desk/search", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  await box(page).fill(newer);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/customers/${id}$`));
});

test("PS3 with several owners in different countries nothing opens by itself", async ({ page }) => {
  const digits = `71${fresh()}`;
  await customer(page, `+256${digits}`, "In Uganda");
  await customer(page, `+254${digits}`, "In Kenya");
  const country = page.getByLabel("Country of the number");
  await country.focus();
  await country.selectOption("UG");
  await page.route("**/desk/search", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await box(page).fill(`0${digits}`);
  await page.keyboard.press("Enter");
  await expect(reading(page)).toContainText("2 people have this number in different countries");
  await expect(rows(page).first()).toContainText("In Uganda");
  await expect(page).toHaveURL(/\/desk$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/customers\//);
});

test("PS5 a pasted number with one owner opens at once", async ({ page, context }) => {
  const phoneNumber = ugandan();
  const id = await customer(page, phoneNumber, "Pasted");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `tel:${phoneNumber}`);
  await box(page).focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page).toHaveURL(new RegExp(`/customers/${id}$`));
});

test("the row a screen reader is told is the row that Enter opens", async ({ page }) => {
  const tail = fresh();
  for (const prefix of ["+25670", "+25671", "+25672"])
    await customer(page, `${prefix}${tail}`, `Row ${prefix}`);
  await box(page).pressSequentially(tail, { delay: 20 });
  await expect(rows(page)).toHaveCount(3);
  expect(await activeHref(page, box(page))).toBe(await rows(page).first().getAttribute("href"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const href = await activeHref(page, box(page));
  expect(href).toBe(await rows(page).nth(2).getAttribute("href"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test("what was typed is marked in the number across its spaces, and read out with its country", async ({
  page,
}) => {
  const phoneNumber = ugandan();
  await customer(page, phoneNumber, "Marked");
  await box(page).fill(phoneNumber.slice(4, 10));
  const row = rows(page).filter({ hasText: "Marked" });
  await expect(row.locator("mark").first()).toHaveText(
    `${phoneNumber.slice(4, 7)} ${phoneNumber.slice(7, 10)}`,
  );
  await box(page).fill(phoneNumber);
  await expect(reading(page)).toHaveText(/^Reading as \+256 \d{3} \d{6}, Uganda – 1 customer$/);
});

test("Escape clears, and the arrow up brings back what was searched for", async ({ page }) => {
  const phoneNumber = ugandan();
  await customer(page, phoneNumber, "Again");
  await box(page).fill(phoneNumber.slice(-6));
  await expect(rows(page).first()).toContainText("Again");
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveValue("");
  await page.keyboard.type(phoneNumber.slice(-6));
  await expect(rows(page).first()).toContainText("Again");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/customers\//);
  await page.goto("/desk");
  await page.keyboard.press("ArrowUp");
  await expect(rows(page)).toHaveText([phoneNumber.slice(-6)]);
  await page.keyboard.press("Enter");
  await expect(rows(page).first()).toContainText("Again");
});

test("digits that are no number are explained, in red only after Enter", async ({ page }) => {
  await box(page).fill("+256 9990");
  await expect(reading(page)).toContainText("numbers in Uganda have 9 after 0 or +256");
  await expect(reading(page)).not.toHaveClass(/text-bad/);
  await page.keyboard.press("Enter");
  await expect(reading(page)).toHaveClass(/text-bad/);
  await expect(box(page)).toHaveValue("+256 9990");
});

test("when the server is down the text stays, and Retry finds", async ({ page }) => {
  const phoneNumber = ugandan();
  await customer(page, phoneNumber, "Patient");
  await page.route("**/desk/search", (route) => route.abort());
  await box(page).fill(phoneNumber);
  await expect(page.getByRole("alert").filter({ hasText: "does not answer" })).toBeVisible();
  await expect(box(page)).toHaveValue(phoneNumber);
  await page.unroute("**/desk/search");
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(rows(page).first()).toContainText("Patient");
});

test("a walk-in form sent twice opens one lead", async ({ page }) => {
  const phoneNumber = ugandan();
  await page.goto("/desk/walk-in");
  await page.getByLabel("Phone number").fill(phoneNumber);
  await page.getByLabel("Name").fill("Double Click");
  await page.getByRole("button", { name: "Save walk-in" }).dblclick();
  await page.waitForURL(/\/customers\//);
  const leads = await page.request.get(`/api/v1/leads?phone_number=${encodeURIComponent(phoneNumber)}`);
  expect((await leads.json()).leads).toHaveLength(1);
});

test("the walk-in form keeps what was entered and says beside the field what is wrong", async ({ page }) => {
  await page.goto("/desk/walk-in");
  await page.getByLabel("Phone number").fill("+256 9990");
  await page.getByLabel("Name").fill("Keeps His Name");
  await page.getByLabel("What they want").fill("A first visit");
  await page.getByRole("button", { name: "Save walk-in" }).click();
  const number = page.getByLabel("Phone number");
  await expect(number).toHaveAttribute("aria-invalid", "true");
  await expect(number).toHaveAccessibleDescription(/numbers in Uganda have 9 after 0 or \+256/);
  await expect(number).toBeFocused();
  await expect(number).toHaveValue("+256 9990");
  await expect(page.getByLabel("Name")).toHaveValue("Keeps His Name");
  await expect(page.getByLabel("What they want")).toHaveValue("A first visit");
});

test("the walk-in form works without scripts", async ({ page, browser }) => {
  const { cookies } = await page.context().storageState();
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin });
  await plain.addCookies(cookies);
  const scriptless = await plain.newPage();
  await scriptless.goto("/desk/walk-in");
  await scriptless.getByLabel("Phone number").fill("12");
  await scriptless.getByLabel("Name").fill("No Scripts");
  await scriptless.getByRole("button", { name: "Save walk-in" }).click();
  await expect(scriptless.getByLabel("Phone number")).toHaveAttribute("aria-invalid", "true");
  await expect(scriptless.getByLabel("Name")).toHaveValue("No Scripts");
  await scriptless.getByLabel("Phone number").fill(ugandan());
  await scriptless.getByRole("button", { name: "Save walk-in" }).click();
  await expect(scriptless).toHaveURL(/\/customers\/[0-9a-f-]{36}/);
  await plain.close();
});

test("the desk is accessible in all its states", async ({ page }) => {
  test.setTimeout(120_000);
  const phoneNumber = ugandan();
  await customer(page, phoneNumber, "Everybody");
  await expectAccessible(page);
  await box(page).fill(phoneNumber.slice(-4));
  await expect(rows(page).first()).toBeVisible();
  await expectAccessible(page);
  await box(page).fill(ugandan());
  await expect(rows(page).first()).toContainText("Create walk-in");
  await expectAccessible(page);
  await page.route("**/desk/search", (route) => route.abort());
  await box(page).fill("555");
  await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/desk/walk-in");
  await expectAccessible(page);
});
