import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { callLogPush, form } from "@/domain/channels/fixtures/knowlarity-calls";
import { hubSignature } from "@/domain/channels/meta-hub";
import { drain } from "@/domain/intake/drain";
import { health } from "@/domain/intake/health";
import { receive } from "@/domain/intake/receive";
import { env } from "@/env";
import { POST as knowlarity } from "./knowlarity/route";
import { GET as handshake, POST as meta } from "./meta/route";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
  // The routes open the process's own pool; here it is this file's database. env() reads it on first use, which is later.
  process.env.DATABASE_URL = test.url;
});
afterAll(async () => {
  await closeDatabase();
  await test.close();
});
beforeEach(async () => {
  await test.sql`truncate webhook_events, leads, call_sessions, customers, conversations cascade`;
});

const stored = () => test.sql`select source, external_id, headers, body from webhook_events`;
const token = () => env().KNOWLARITY_WEBHOOK_TOKEN ?? "";
const secret = () => env().META_APP_SECRET ?? "";

describe("Knowlarity's door", () => {
  const body = form(callLogPush({ callId: "d1" }));
  const post = (input: { query?: string; header?: string }) =>
    new Request(`http://localhost/api/webhooks/knowlarity${input.query ?? ""}`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        ...(input.header === undefined ? {} : { "x-webhook-token": input.header }),
      },
    });

  it("takes the token in the address or in the header, stores the bytes once, and they become a lead", async () => {
    for (const request of [post({ query: `?token=${token()}` }), post({ header: token() })]) {
      const answer = await knowlarity(request);
      expect([answer.status, await answer.json()]).toEqual([200, { received: true }]);
    }
    const [event, ...others] = await stored();
    expect(others).toEqual([]);
    expect(event?.body.toString()).toBe(body);
    await drain(test.db);
    expect(await test.sql`select external_id, customer_id is not null linked from leads`).toEqual([
      { external_id: "d1", linked: true },
    ]);
    expect(await test.sql`select subject_kind from webhook_event_subjects order by subject_kind`).toEqual(
      ["call_session", "conversation", "customer", "lead"].map((subject_kind) => ({ subject_kind })),
    );
  });

  it("keeps the token out of what is stored and out of the log", async () => {
    const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const lines: string[] = [];
    try {
      const levels = { ...env(), LOG_LEVEL: "debug" as const };
      for (const request of [post({ query: `?token=${token()}` }), post({ header: `${token()}x` })])
        await receive({ channelName: "knowlarity", request, db: test.db, env: levels });
    } finally {
      lines.push(...written.mock.calls.map(([line]) => String(line)));
      written.mockRestore();
    }
    expect(lines.join("")).not.toContain(token());
    expect(JSON.stringify(await stored())).not.toContain(token());
  });

  it.each([
    ["missing", {}],
    ["empty", { query: "?token=", header: "" }],
    ["wrong", { query: "?token=wrong-token-of-length-21" }],
    ["wrong in the header", { header: "wrong" }],
  ])("refuses a token that is %s with 401, and writes nothing", async (_, input) => {
    expect((await knowlarity(post(input))).status).toBe(401);
    expect(await stored()).toHaveLength(0);
  });

  it("refuses a truncated, a lengthened and another letter's token", async () => {
    for (const bad of [token().slice(0, -1), `${token()}x`, token().toUpperCase(), ` ${token()}`]) {
      const request = post({ query: `?token=${encodeURIComponent(bad)}` });
      expect((await knowlarity(request)).status, bad).toBe(401);
    }
    expect(await stored()).toHaveLength(0);
  });

  it("is closed with 503 while its token is not set", async () => {
    const closed = { ...env(), KNOWLARITY_WEBHOOK_TOKEN: undefined };
    for (const request of [post({ query: "?token=" }), post({ query: "?token=undefined" }), post({})]) {
      expect((await receive({ channelName: "knowlarity", request, db: test.db, env: closed })).status).toBe(
        503,
      );
    }
    expect(await stored()).toHaveLength(0);
  });
});

describe("Meta's door", () => {
  const body =
    '{"object":"page","entry":[{"id":"3","changes":[{"field":"leadgen","value":{"leadgen_id":12345678901234567890}}]}]}';
  const sign = (text: string, key = secret()) => hubSignature({ secret: key, body: Buffer.from(text) });
  const post = (signature: string | null, text = body) =>
    new Request("http://localhost/api/webhooks/meta", {
      method: "POST",
      body: text,
      headers: signature === null ? {} : { "x-hub-signature-256": signature },
    });

  it("stores what Meta signed, twice the same as once, and it becomes an unread lead with its exact id", async () => {
    for (const request of [post(sign(body)), post(sign(body))])
      expect((await meta(request)).status).toBe(200);
    expect(await stored()).toHaveLength(1);
    await drain(test.db);
    expect(await test.sql`select external_id, unlinked_reason from leads`).toEqual([
      { external_id: "12345678901234567890", unlinked_reason: "lead_not_read_yet" },
    ]);
  });

  it("refuses every other signature with 401, and writes nothing", async () => {
    const right = sign(body);
    const bad = [
      null,
      "",
      "sha256=",
      right.slice(0, -1),
      `${right}0`,
      right.replace("sha256=", "sha1="),
      right.slice("sha256=".length),
      `sha256=${"0".repeat(64)}`,
      sign(body, "another secret"),
      sign(`${body} `),
    ];
    for (const signature of bad) expect((await meta(post(signature))).status, String(signature)).toBe(401);
    expect(await stored()).toHaveLength(0);
  });

  it("is closed with 503 while its secret is not set, whatever is signed with nothing", async () => {
    const closed = { ...env(), META_APP_SECRET: undefined };
    for (const request of [post(null), post(sign(body)), post(sign(body, "undefined"))])
      expect((await receive({ channelName: "meta", request, db: test.db, env: closed })).status).toBe(503);
    expect(await stored()).toHaveLength(0);
  });

  const ask = (query: Record<string, string>) =>
    handshake(new Request(`http://localhost/api/webhooks/meta?${new URLSearchParams(query)}`));
  const right = () => ({
    "hub.mode": "subscribe",
    "hub.verify_token": env().META_VERIFY_TOKEN ?? "",
    "hub.challenge": "1158201444",
  });

  it("answers the handshake with the bare challenge as plain text", async () => {
    const answer = ask(right());
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(await answer.text()).toBe("1158201444");
  });

  it("refuses a handshake with another token, mode or a challenge that is not a word", async () => {
    for (const wrong of [
      { "hub.verify_token": "wrong" },
      { "hub.verify_token": "" },
      { "hub.mode": "unsubscribe" },
      { "hub.challenge": "<script>" },
      { "hub.challenge": "" },
    ]) {
      const answer = ask({ ...right(), ...wrong });
      expect(answer.status, JSON.stringify(wrong)).toBe(403);
      expect(await answer.text()).not.toContain("<script>");
    }
  });
});

it("health names both channels", async () => {
  expect((await health(test.db)).channels).toMatchObject({ knowlarity: "configured", meta: "configured" });
});
