import { expect, type Page, test } from "@playwright/test";
import { setting, signIn } from "./fixtures";

/** Role × page: 200 opens, 403 names the role needed, and nothing of the page's data is in the answer. */
const PAGES = [
  "/desk",
  "/desk/walk-in",
  "/customers",
  "/leads",
  "/conversations",
  "/appointments",
  "/appointments/calendars",
  "/intake",
  "/account",
  "/portal",
];
const TABLE: Record<string, string[]> = {
  "reception@demo.local": [
    "/desk",
    "/desk/walk-in",
    "/customers",
    "/leads",
    "/conversations",
    "/appointments",
    "/appointments/calendars",
    "/account",
  ],
  "reviewer@demo.local": ["/desk", "/customers", "/leads", "/conversations", "/appointments", "/account"],
  "admin@demo.local": [
    "/desk",
    "/desk/walk-in",
    "/customers",
    "/leads",
    "/conversations",
    "/appointments",
    "/appointments/calendars",
    "/intake",
    "/account",
  ],
  "customer@demo.local": ["/account", "/portal"],
  "delivery@demo.local": ["/account"],
};

for (const [email, allowed] of Object.entries(TABLE)) {
  test(`${email} opens what is theirs and nothing else`, async ({ page }) => {
    await signIn(page, email);
    for (const path of PAGES) {
      const answer = await page.request.get(path, { maxRedirects: 0 });
      expect([path, answer.status()]).toEqual([path, allowed.includes(path) ? 200 : 403]);
      if (!allowed.includes(path)) expect(await answer.text()).not.toContain("+256");
    }
  });
}

test("nobody is led to sign-in and back to the page that was asked for", async ({ page }) => {
  await page.goto("/leads?status=new");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await fillSignIn(page, "reception@demo.local");
  await expect(page).toHaveURL(/\/leads\?status=new$/);
});

test("a wrong password says so, keeps the address, and says the same for an unknown one", async ({
  page,
}) => {
  await page.goto("/sign-in");
  for (const email of ["reviewer@demo.local", "nobody@demo.local"]) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("is not right");
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
  }
});

test("signing out ends the session on the server, also for a copied cookie", async ({ page, playwright }) => {
  await signIn(page, "reviewer@demo.local");
  const stolen = await playwright.request.newContext({
    baseURL: setting("E2E_BASE_URL"),
    storageState: await page.context().storageState(),
  });
  expect((await stolen.get("/api/v1/me")).status()).toBe(200);
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await stolen.get("/api/v1/me")).status()).toBe(401);
  await stolen.dispose();
});

test("the sign-in form works without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: setting("E2E_BASE_URL") });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await fillSignIn(page, "reception@demo.local");
  await expect(page).toHaveURL(/\/desk$/);
  await context.close();
});

async function fillSignIn(page: Page, email: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(setting("DEMO_PASSWORD"));
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("security headers stand on pages, API answers and webhooks", async ({ page, request }) => {
  const answers = [
    await page.goto("/sign-in").then((answer) => answer?.headers()),
    (await request.get("/api/health")).headers(),
    (await request.get("/api/v1/me")).headers(),
    (await request.post("/api/webhooks/voice", { data: "{}" })).headers(),
  ];
  for (const headers of answers) {
    expect(headers?.["x-content-type-options"]).toBe("nosniff");
    expect(headers?.["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers?.["strict-transport-security"]).toBeUndefined();
  }
});
