import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Operation } from "@/app/_server/operation";
import { openApi } from "./openapi";
import { operations } from "./operations";

const all: Operation[] = Object.values(operations);
const description = openApi("http://localhost:3000");
const text = JSON.stringify(description);

async function routes(): Promise<string[]> {
  const folder = new URL("../", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith("/route.ts") && !file.startsWith("[...unknown]"));
  const methods = await Promise.all(
    files.map(async (file) => {
      const path = `/api/v1/${file.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`;
      const handlers: Record<string, unknown> = await import(new URL(file, folder).href);
      return Object.keys(handlers)
        .filter((name) => /^(GET|POST|PUT|PATCH|DELETE)$/.test(name))
        .map((method) => `${method} ${path}`);
    }),
  );
  return methods.flat().sort();
}

test("every route is described, and every described call has a route", async () => {
  expect(await routes()).toEqual(all.map(({ method, path }) => `${method} ${path}`).sort());
});

test("every reference leads to a schema, and every schema is used", () => {
  const { schemas } = z.object({ schemas: z.record(z.string(), z.unknown()) }).parse(description.components);
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
  expect([...used].sort()).toEqual(Object.keys(schemas).sort());
  expect(text).not.toContain("#/$defs/");
});

test("a body's example is one that the route accepts", () => {
  for (const { id, body, example } of all) {
    if (body) expect({ id, success: body.safeParse(example).success }).toEqual({ id, success: true });
  }
});

test("a customer in an answer has every field of the contract", () => {
  const { properties } = z
    .object({ properties: z.record(z.string(), z.unknown()) })
    .parse(
      z.object({ schemas: z.record(z.string(), z.unknown()) }).parse(description.components).schemas.Customer,
    );
  const promised = `id phone_number display_name email whatsapp_id customer_status ltv_amount is_new_client address area
    consent_status credits_balance user_id subscription created_at last_seen_at`;
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(promised.split(/\s+/)));
});
