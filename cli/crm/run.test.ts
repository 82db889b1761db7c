import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { commands } from "./commands";
import { runCrm } from "./run";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  process.env.DATABASE_URL = database.url;
});
afterAll(() => database.close());

async function crm(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCrm(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

test("an API key is printed once, as `key` in one JSON object", async () => {
  const { code, out } = await crm("api-key", "create", "--name", "bot", "--role", "receptionist", "--json");
  expect(code).toBe(0);
  const { key, id } = JSON.parse(out);
  expect(key).toMatch(/^sb_[\w-]{43}$/);
  expect(await database.sql`select name, role from api_keys where id = ${id}`).toEqual([
    { name: "bot", role: "receptionist" },
  ]);
});

test("a login without a password gets one; with one nothing is shown", async () => {
  const email = () => `${randomUUID()}@example.org`;
  const generated = await crm(
    "user",
    "create",
    "--email",
    email(),
    "--name",
    "Sam",
    "--role",
    "finance",
    "--json",
  );
  expect(JSON.parse(generated.out)).toMatchObject({
    user: { name: "Sam", role: "finance" },
    password: expect.any(String),
  });
  const given = await crm(
    "user",
    "create",
    "--email",
    email(),
    "--role",
    "finance",
    "--password",
    "12345678",
    "--json",
  );
  expect(JSON.parse(given.out)).not.toHaveProperty("password");
});

test("a refusal is exit code 1, in words and as JSON", async () => {
  const { code, out, err } = await crm("user", "create", "--email", "nobody", "--role", "admin", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out).errors).toEqual([{ field: "email", message: expect.any(String) }]);
  expect(err).toContain("email:");
});

test("a wrong command line is exit code 2 and shows the usage", async () => {
  for (const args of [
    ["api-key", "create", "--name", "bot"],
    ["api-key", "create", "--name", "bot", "--role", "owner"],
    ["api-key", "create", "--nmae", "bot"],
    ["fly"],
    [],
  ]) {
    const { code, out, err } = await crm(...args);
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(`${out}${err}`).toContain("Usage: npm run crm");
  }
});

test("replay counts failed events, retries them, and one by its id", async () => {
  const event = async (deadAt: string | null) => {
    const [row] =
      await database.sql`insert into webhook_events (source, external_id, headers, body, dead_at, last_error, processed_at)
      values ('voice', ${randomUUID()}, '{}', '{}', ${deadAt}, ${deadAt && "No."}, ${deadAt ? null : new Date()}) returning id`;
    return String(row?.id);
  };
  await event(new Date().toISOString());
  await event("2026-01-01T00:00:00Z");
  const done = await event(null);

  const counted = await crm("replay", "--failed", "--since", "2h", "--dry-run", "--json");
  expect(JSON.parse(counted.out)).toMatchObject({ would_replay: 1, by_error: [{ error: "No.", count: 1 }] });
  const retried = await crm("replay", "--failed", "--since", "2h", "--source", "voice", "--json");
  expect(JSON.parse(retried.out)).toEqual({ replayed: 1 });
  expect(JSON.parse((await crm("replay", "--failed", "--since", "2h", "--json")).out)).toEqual({
    replayed: 0,
  });

  expect(JSON.parse((await crm("replay", "--id", done, "--json")).out)).toEqual({
    replayed: 1,
    status_before: "processed",
  });
  expect((await crm("replay", "--id", randomUUID())).code).toBe(1);
  for (const args of [
    [],
    ["--failed", "--since", "soon"],
    ["--failed", "--id", done],
    ["--id", done, "--source", "x"],
  ])
    expect({ args, code: (await crm("replay", ...args)).code }).toEqual({ args, code: 2 });
});

test("--help names every command, and each has its own", async () => {
  const overview = await crm("--help");
  expect(overview.code).toBe(0);
  for (const { name, options } of commands) {
    expect(overview.out).toContain(name);
    const help = await crm(...name.split(" "), "--help");
    expect(help.code).toBe(0);
    for (const option of Object.keys(options)) expect(help.out).toContain(`--${option}`);
  }
});

test("a demo event for a server that is not there is one line", async () => {
  const { code, err } = await crm("demo", "call", "--url", "http://127.0.0.1:9");
  expect([code, err]).toEqual([
    1,
    "Nothing answers at http://127.0.0.1:9. Is the server running (npm start)?",
  ]);
});
