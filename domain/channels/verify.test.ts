import { describe, expect, it } from "vitest";
import { testEnvironment } from "@/db/testing/environment";
import { type Env, readEnv } from "@/env";
import { signedHeaders, type VoiceChannel } from "./fixtures/signed-delivery";
import { channelStates, findChannel } from "./registry";

const NOW = new Date(1_795_000_000_000);
const BODY = '{"event":"call_ended","call":{"call_id":"c1"}}';

function envWith(changes: Record<string, string> = {}): Env {
  const result = readEnv({ ...testEnvironment, DATABASE_URL: "postgres://localhost/x", ...changes });
  if ("problems" in result) throw new Error(result.problems.join("; "));
  return result.env;
}

function verify(input: {
  channel: string;
  headers: Record<string, string>;
  body?: string;
  env?: Env;
  now?: Date;
}) {
  const channel = findChannel(input.channel);
  if (!channel) throw new Error(`no channel ${input.channel}`);
  return channel.verify({
    rawBody: Buffer.from(input.body ?? BODY),
    headers: new Headers(input.headers),
    url: new URL("http://localhost/"),
    now: input.now ?? NOW,
    env: input.env ?? envWith(),
  });
}

describe("published vectors", () => {
  it("accepts the Standard Webhooks vector, and names the event by webhook-id", () => {
    const verified = verify({
      channel: "voice",
      env: envWith({ VOICE_WEBHOOK_SECRET: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" }),
      body: '{"type":"voice.call.ended","timestamp":"2026-11-21T06:00:00Z","data":{"call_id":"c1"}}',
      headers: {
        "webhook-id": "msg_test1",
        "webhook-timestamp": "1795000000",
        "webhook-signature": "v1,AAAA v1a,BBBB v1,8lihdfoWlO65ZuMWd7hkzcuHSNpwYvWK/o3pNM3437c=",
      },
    });
    expect(verified).toEqual({ ok: true, eventId: "msg_test1" });
  });

  it("accepts the Retell vector, and names the event by its content", () => {
    const digest = "075f3d922f20cefb3a87f6253033e5cf7a4de3b9f4400feb02f69d7fc3f3e626";
    const headers = { "x-retell-signature": `v=1795000000000,d=${digest}` };
    const verified = verify({
      channel: "voice/retell",
      env: envWith({ RETELL_API_KEY: "test-key" }),
      headers,
    });
    expect(verified).toEqual({ ok: true, eventId: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("accepts the ElevenLabs vector beside a signature of the former secret", () => {
    const signature = "7957279a21899fd7fe980696e6a18637247525af5773075d02ec22404b96523b";
    const headers = { "elevenlabs-signature": `t=1795000000,v0=${"0".repeat(64)},v0=${signature}` };
    const env = envWith({ ELEVENLABS_WEBHOOK_SECRET: "test-secret" });
    expect(verify({ channel: "voice/elevenlabs", env, headers }).ok).toBe(true);
  });
});

type Case = {
  channel: VoiceChannel;
  variable: string;
  otherSecret: string;
  proof: string;
  /** How far a signed time may be from now; null where nothing is timed. */
  tolerance: number | null;
};
const CASES: Case[] = [
  {
    channel: "voice",
    variable: "VOICE_WEBHOOK_SECRET",
    otherSecret: "whsec_b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldC0wMA==",
    proof: "webhook-signature",
    tolerance: 300,
  },
  {
    channel: "voice/retell",
    variable: "RETELL_API_KEY",
    otherSecret: "another key",
    proof: "x-retell-signature",
    tolerance: 300,
  },
  {
    channel: "voice/elevenlabs",
    variable: "ELEVENLABS_WEBHOOK_SECRET",
    otherSecret: "another secret",
    proof: "elevenlabs-signature",
    tolerance: 1800,
  },
  {
    channel: "voice/vapi",
    variable: "VAPI_WEBHOOK_SECRET",
    otherSecret: "another-secret!!",
    proof: "x-vapi-secret",
    tolerance: null,
  },
];

describe.each(CASES)("$channel", ({ channel, variable, otherSecret, proof }) => {
  const signed = (now = NOW, env = envWith()) =>
    signedHeaders({ channel, body: BODY, secrets: env, now, id: "msg_1" });
  const withProof = (value: string) => ({ ...signed(), [proof]: value });
  const proofOf = (headers: Record<string, string>) => headers[proof] ?? "";

  it("accepts what the provider signed", () => {
    expect(verify({ channel, headers: signed() }).ok).toBe(true);
  });

  it("refuses a missing, an empty, a wrong, a truncated and a lengthened proof", () => {
    const right = proofOf(signed());
    const last = right.at(-2) === "A" ? "B" : "A";
    const wrong = `${right.slice(0, -2)}${last}${right.slice(-1)}`;
    const { [proof]: _, ...without } = signed();
    expect(verify({ channel, headers: without }).ok, "missing").toBe(false);
    for (const bad of [
      "",
      " ",
      wrong,
      right.slice(0, -1),
      `${right}a`,
      "v1,",
      "v=,d=",
      "t=,v0=",
      "garbage",
    ]) {
      expect(verify({ channel, headers: withProof(bad) }).ok, `proof ${bad}`).toBe(false);
    }
  });

  it("refuses a proof made with another secret", () => {
    expect(verify({ channel, headers: signed(NOW, envWith({ [variable]: otherSecret })) }).ok).toBe(false);
  });

  it("is not configured, and accepts nothing, when its secret is not set", () => {
    const env = envWith({ [variable]: "" });
    expect(findChannel(channel)?.isConfigured(env)).toBe(false);
    expect(channelStates(env)[channel]).toBe("not_configured");
    expect(verify({ channel, env, headers: signed() }).ok).toBe(false);
    expect(verify({ channel, env, headers: withProof("") }).ok).toBe(false);
  });
});

const TIMED = CASES.flatMap(({ channel, tolerance }) => (tolerance === null ? [] : [{ channel, tolerance }]));

describe.each(TIMED)("$channel signs body and time", ({ channel, tolerance }) => {
  const signed = (now = NOW) => signedHeaders({ channel, body: BODY, secrets: envWith(), now, id: "msg_1" });

  it("refuses the proof of another body", () => {
    expect(verify({ channel, headers: signed(), body: BODY.replace("c1", "c2") }).ok).toBe(false);
  });

  it("refuses a time beyond its tolerance, past and future, and accepts one within it", () => {
    const at = (offset: number) => new Date(NOW.getTime() + offset * 1000);
    for (const offset of [-tolerance - 1, tolerance + 1])
      expect(verify({ channel, headers: signed(at(offset)) }).ok).toBe(false);
    for (const offset of [-tolerance + 1, tolerance - 1])
      expect(verify({ channel, headers: signed(at(offset)) }).ok).toBe(true);
  });
});
