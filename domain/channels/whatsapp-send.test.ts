import { createServer } from "node:http";
import { expect, it } from "vitest";
import { type Env, env } from "@/env";
import type { Reaction } from "./whatsapp-errors";
import { readAnswer, sendMessage, textMessage, whatsappSender } from "./whatsapp-send";

const refusal = (code: number) =>
  JSON.stringify({ error: { message: `(#${code}) Told`, code, error_data: { details: "More of it" } } });

const REACTIONS: [Reaction, number[]][] = [
  ["template", [131047]],
  ["unusable", [131026]],
  ["slow", [130429, 80007, 4]],
  ["pair", [131056]],
  ["later", [131048, 131049]],
  ["never", [131050, 131051, 131052, 131053, 131062, 132000, 132001, 132007, 132012, 132015, 132016]],
  ["retry", [131000, 131016, 135000]],
  ["stop", [190, 10, 3, 200, 250, 299, 131005, 131031, 368, 130497]],
];

for (const [reaction, codes] of REACTIONS) {
  it.each(codes)(`answers code %i with "${reaction}", whatever the HTTP status`, (code) => {
    for (const status of [200, 400, 500]) {
      const outcome = readAnswer(status, refusal(code));
      expect(outcome).toMatchObject({ kind: "refused", code, reaction });
      expect(outcome).toHaveProperty(
        "message",
        expect.stringMatching(new RegExp(`Told: More of it \\(${code}\\)\\.$`)),
      );
    }
  });
}

it("takes an unknown refusal for final, and an error on their side without a known code for uncertain", () => {
  expect(readAnswer(400, refusal(999_999))).toMatchObject({
    kind: "refused",
    code: 999_999,
    reaction: "never",
  });
  expect(readAnswer(404, "")).toMatchObject({ kind: "refused", code: null, reaction: "never" });
  expect(readAnswer(302, "")).toMatchObject({ kind: "refused", code: null, reaction: "never" });
  expect(readAnswer(401, "")).toMatchObject({ kind: "refused", reaction: "stop" });
  expect(readAnswer(429, "")).toMatchObject({ kind: "refused", reaction: "slow" });
  expect(readAnswer(500, refusal(1))).toMatchObject({ kind: "uncertain" });
  expect(readAnswer(503, "<html>")).toMatchObject({ kind: "uncertain" });
  expect(readAnswer(200, "<html>")).toMatchObject({ kind: "uncertain" });
  expect(readAnswer(200, '{"messages":[{"id":"wamid.A","message_status":"accepted"}]}')).toEqual({
    kind: "sent",
    wamid: "wamid.A",
  });
});

it("addresses a number by its digits, and an id as an id", () => {
  expect(textMessage({ recipient: "919800000001", body: "x" })).toMatchObject({ to: "919800000001" });
  expect(textMessage({ recipient: "IN.1000A", body: "x" })).toMatchObject({ recipient: "IN.1000A" });
});

it("in a demo sends to this machine only, and nothing without a token", () => {
  const given: Env = { ...env(), WHATSAPP_ACCESS_TOKEN: "t", SWITCHBOARD_DEMO: true };
  expect(whatsappSender({ ...given, GRAPH_API_URL: "https://graph.facebook.com/v26.0" })).toHaveProperty(
    "closed",
  );
  expect(whatsappSender({ ...given, GRAPH_API_URL: "http://127.0.0.1.example.org/v26.0" })).toHaveProperty(
    "closed",
  );
  expect(whatsappSender({ ...given, GRAPH_API_URL: "http://127.0.0.1:8080/v26.0" })).toHaveProperty("send");
  expect(
    whatsappSender({ ...given, SWITCHBOARD_DEMO: false, GRAPH_API_URL: "https://graph.facebook.com/v26.0" }),
  ).toHaveProperty("send");
  expect(whatsappSender({ ...given, WHATSAPP_ACCESS_TOKEN: undefined })).toHaveProperty("closed");
});

it("follows no redirect: the token goes to one address only", async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const outcome = await sendMessage({
    apiUrl: `http://127.0.0.1:${port}/v26.0`,
    token: "t",
    phoneNumberId: "1",
    payload: {},
  });
  server.close();
  expect(outcome).toMatchObject({ kind: "refused", reaction: "never" });
  expect(asked).toBe(1);
});

it("a token that no header can hold is never sent, and does not throw", async () => {
  const input = { apiUrl: "http://127.0.0.1:9/v26.0", phoneNumberId: "1", payload: {} };
  expect(await sendMessage({ ...input, token: "a\nb" })).toMatchObject({
    kind: "refused",
    reaction: "retry",
  });
});
