import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase, database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { testEnvironment } from "@/db/testing/environment";
import { said, signedPost } from "@/domain/channels/fixtures/whatsapp-deliveries";
import { hubSignature } from "@/domain/channels/meta-hub";
import { startLanes } from "@/domain/intake/drain-loop";
import { receive } from "@/domain/intake/receive";
import { env, readEnv } from "@/env";
import { GET, POST } from "./route";

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

const secret = testEnvironment.WHATSAPP_APP_SECRET;
const stored = async () => (await test.sql`select count(*)::int n from webhook_events`)[0]?.n;
const withEnv = (changes: Record<string, string>) => {
  const result = readEnv({ ...testEnvironment, DATABASE_URL: test.url, ...changes });
  if ("problems" in result) throw new Error(result.problems.join("; "));
  return result.env;
};

describe("the verification handshake", () => {
  const ask = (parameters: Record<string, string>) =>
    GET(new Request(`http://localhost/api/webhooks/whatsapp?${new URLSearchParams(parameters)}`));
  const right = {
    "hub.mode": "subscribe",
    "hub.verify_token": testEnvironment.WHATSAPP_VERIFY_TOKEN,
    "hub.challenge": "1158201444",
  };

  it("answers the bare challenge as plain text", async () => {
    const answer = ask(right);
    expect([answer.status, await answer.text()]).toEqual([200, "1158201444"]);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  });

  it.each([
    ["another token", { "hub.verify_token": "wrong" }],
    [
      "a token of equal length",
      { "hub.verify_token": testEnvironment.WHATSAPP_VERIFY_TOKEN.replace(/.$/, "X") },
    ],
    ["no token", { "hub.verify_token": "" }],
    ["another mode", { "hub.mode": "unsubscribe" }],
    ["no challenge", { "hub.challenge": "" }],
    ["a challenge that is markup", { "hub.challenge": "<script>alert(1)</script>" }],
    ["a challenge that is too long", { "hub.challenge": "a".repeat(129) }],
  ])("refuses %s and reflects nothing", async (_, changes) => {
    const answer = ask({ ...right, ...changes });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toBe("The verify token is wrong.");
  });
});

describe("the signature", () => {
  const BODY = '{"object":"whatsapp_business_account","entry":[],"n":"Z\\u00fcbeda"}';
  const post = (header: string | null, body = BODY) =>
    POST(
      new Request("http://localhost/api/webhooks/whatsapp", {
        method: "POST",
        headers: header === null ? {} : { "x-hub-signature-256": header },
        body,
      }),
    );
  const right = hubSignature({ secret, body: Buffer.from(BODY) });

  it("is over the escaped bytes, as in the known vector", () => {
    const vector = "f0dbd838ad0d441d778f3b447fbbcd6ab2f95ce53a9fed5d276bb0acc37659b8";
    expect(hubSignature({ secret: "test-app-secret", body: Buffer.from(BODY) })).toBe(`sha256=${vector}`);
  });

  it.each([
    ["missing", null],
    ["empty", ""],
    ["of another prefix", right.replace("sha256=", "sha1=")],
    ["without a prefix", right.slice("sha256=".length)],
    ["truncated", right.slice(0, -1)],
    ["longer", `${right}a`],
    ["not hexadecimal", `${right.slice(0, -1)}g`],
    ["in capitals", right.replace(/[a-f]/g, (letter) => letter.toUpperCase())],
    ["wrong in one place", right.slice(0, -1) + (right.endsWith("0") ? "1" : "0")],
    ["made with another secret", hubSignature({ secret: "another", body: Buffer.from(BODY) })],
    ["made with an empty secret", hubSignature({ secret: "", body: Buffer.from(BODY) })],
    ["of another body", hubSignature({ secret, body: Buffer.from(BODY.replace("\\u00fc", "ü")) })],
  ])("that is %s is refused and nothing is written", async (_, header) => {
    const before = await stored();
    expect((await post(header)).status).toBe(401);
    expect(await stored()).toBe(before);
  });

  it("of a channel without a secret is never right: 503, nothing is written, and health says so", async () => {
    const before = await stored();
    const unset = withEnv({ WHATSAPP_APP_SECRET: "" });
    for (const key of ["", "undefined", secret]) {
      const request = signedPost({ body: BODY, secret: key });
      expect((await receive({ channelName: "whatsapp", request, db: database(), env: unset })).status).toBe(
        503,
      );
    }
    expect(await stored()).toBe(before);
  });

  it("that is right is stored once for the same bytes, before anything is parsed", async () => {
    const before = await stored();
    for (const body of [BODY, BODY, "not json at all"]) {
      const answer = await POST(signedPost({ body, secret }));
      expect([answer.status, await answer.json()]).toEqual([200, { received: true }]);
    }
    expect(await stored()).toBe(before + 2);
  });
});

it("what the door accepts, the lanes make into a customer's thread within a second", async () => {
  const lanes = startLanes({ db: database() });
  const body = JSON.stringify(said({ waId: "256772555000", userId: "UG.5550", name: "Zübeda" }));
  expect((await POST(signedPost({ body, secret: env().WHATSAPP_APP_SECRET }))).status).toBe(200);
  const thread =
    () => test.sql`select c.display_name from conversations v join customers c on c.id = v.customer_id
    where v.participant_key = '+256772555000'`;
  await vi.waitFor(async () => expect(await thread()).toEqual([{ display_name: "Zübeda" }]), {
    timeout: 3000,
    interval: 20,
  });
  await lanes.stop();
});
