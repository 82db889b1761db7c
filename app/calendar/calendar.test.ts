import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase } from "@/db/client";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { createFeed, revokeFeed } from "@/domain/appointments/feeds";
import { GET } from "./[token]/route";

let test: Awaited<ReturnType<typeof testDatabase>>;
let feed: { id: string; url: string };
beforeAll(async () => {
  test = await testDatabase();
  // The route opens the process's own pool; here it is this file's database. env() reads it on first use, which is later.
  process.env.DATABASE_URL = test.url;
  const [branch] =
    await test.sql`insert into branches (code, name, country, time_zone) values ('one', 'One', 'US', 'UTC') returning id`;
  feed = await createFeed(systemCtx(test.db), { branchId: branch?.id, label: "Desk" });
});
afterAll(async () => {
  await closeDatabase();
  await test.close();
});

const get = (token: string, headers: Record<string, string> = {}) =>
  GET(new Request(`http://localhost/calendar/${token}`, { headers }), { params: Promise.resolve({ token }) });
const token = () => feed.url.split("/").at(-1) ?? "";

it("answers a calendar to the secret address alone, for private caches only and for no search engine", async () => {
  const answer = await get(token());
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("private, max-age=300");
  expect(answer.headers.get("x-robots-tag")).toBe("noindex");
  expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR/);
});

it("answers 304 to whoever has this content already", async () => {
  const etag = (await get(token())).headers.get("etag") ?? "";
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const answer = await get(token(), { "if-none-match": known });
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe("");
  }
  expect((await get(token(), { "if-none-match": '"other"' })).status).toBe(200);
});

it("answers the same 404 to an unknown, a malformed and a revoked address", async () => {
  await revokeFeed(systemCtx(test.db), { id: feed.id });
  const tokens = [token(), `${"x".repeat(43)}.ics`, token().replace(".ics", ""), "..ics", "a.ics"];
  const answers = await Promise.all(tokens.map((each) => get(each)));
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404]);
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
});
