import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { permissionOfPage } from "@/domain/accounts/pages";
import type { Role } from "@/domain/permissions";
import { gate } from "./gate";
import { sessionCookie } from "./session-cookie";

const open = (path: string, cookie?: string) =>
  gate(new NextRequest(`http://localhost:3000${path}`, { headers: cookie ? { cookie } : {} }));

async function cookieOf(role: Role) {
  const id = randomUUID();
  const user = {
    id,
    email: "sam@example.org",
    name: "Sam",
    role,
    customerId: null,
    branchId: null,
    sessionVersion: 1,
  };
  const { name, value } = await sessionCookie(user);
  return `${name}=${value}`;
}

test("without a session a page leads to sign-in and back again; so does a forged cookie", async () => {
  for (const cookie of [undefined, "next-auth.session-token=forged"]) {
    const response = await open("/customers?status=CUSTOMER", cookie);
    const location = new URL(response.headers.get("location") ?? "");
    expect([response.status, location.pathname]).toEqual([307, "/sign-in"]);
    expect(location.searchParams.get("next")).toBe("/customers?status=CUSTOMER");
  }
});

test("the wrong role gets the 403 page, the right one the page with its path and a request id", async () => {
  const refused = await open("/intake", await cookieOf("receptionist"));
  expect([refused.status, refused.headers.get("x-middleware-rewrite")]).toEqual([
    403,
    "http://localhost:3000/forbidden",
  ]);
  const shown = await open("/intake?q=1", await cookieOf("admin"));
  expect(shown.status).toBe(200);
  expect(shown.headers.get("x-middleware-request-x-request-path")).toBe("/intake?q=1");
  expect(shown.headers.get("x-middleware-request-x-request-id")).toMatch(/^[\w-]{36}$/);
});

test("every staff and portal page is in the table of who opens which", () => {
  const pages = readdirSync(new URL("../", import.meta.url), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /^\((staff|portal)\)\/.*page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/^\(\w+\)\//, "").replace(/\/page\.tsx$/, "")}`);
  expect(pages).toContain("/desk");
  expect(pages.filter((page) => permissionOfPage(page) === null)).toEqual([]);
});
