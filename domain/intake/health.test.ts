import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { health } from "./health";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

it("is well when the database answers and has every migration, and counts what waits and what failed", async () => {
  await test.sql`insert into webhook_events (source, external_id, headers, body, received_at, processed_at, dead_at) values
    ('voice', 'a', '{}', '', now() - interval '90 seconds', null, null), ('voice', 'b', '{}', '', now(), null, null),
    ('voice', 'c', '{}', '', now(), null, now()), ('voice', 'd', '{}', '', now() - interval '1 hour', now(), null)`;
  const state = await health(test.db);
  expect(state).toMatchObject({
    status: "ok",
    database: "ok",
    migrations: { pending: 0 },
    intake: { backlog: 2, dead: 1 },
  });
  expect(state.intake?.oldest_waiting_seconds).toBeGreaterThanOrEqual(90);
  expect(state.intake?.oldest_waiting_seconds).toBeLessThan(300);
  expect(state.channels).toMatchObject({ voice: "configured", "voice/retell": "configured" });
});

it("is unavailable while a migration is missing", async () => {
  await test.sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`;
  expect(await health(test.db)).toMatchObject({
    status: "unavailable",
    database: "ok",
    migrations: { pending: 1 },
  });
});

it("is unavailable, and still answers, when the database is away", async () => {
  const gone = connect("postgres://nobody@127.0.0.1:9/nowhere", { max: 1 });
  expect(await health(gone.db)).toMatchObject({
    status: "unavailable",
    database: "unavailable",
    intake: null,
  });
  await gone.close();
});
