import { createHmac, randomUUID } from "node:crypto";
import { testEnvironment } from "@/db/testing/environment";
import { httpClient } from "./http";
import { interleave } from "./measure";
import { hold, printTimings } from "./report";
import type { Bench } from "./search";

const secret = Buffer.from(testEnvironment.VOICE_WEBHOOK_SECRET.slice("whsec_".length), "base64");

/** A call without a number: its processing is as small as can be, so that what is measured is the acknowledgement. */
function signedCall(): { body: string; headers: Record<string, string> } {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = JSON.stringify({
    type: "voice.call.ended",
    timestamp: new Date().toISOString(),
    data: {
      provider: "bench",
      call_id: randomUUID(),
      direction: "inbound",
      transcript: [{ role: "customer", text: "x".repeat(1500) }],
    },
  });
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    body,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
  };
}

/** Webhooks acknowledged per second, each after its commit, against bare single-row commits of the same bytes. */
export async function benchWebhooks(bench: Bench): Promise<void> {
  const http = httpClient(bench.port);
  await bench.sql`create table if not exists bench_commits (id uuid primary key, body bytea not null)`;
  const commit = () =>
    bench.sql`insert into bench_commits (id, body) values (${randomUUID()}, ${Buffer.from(signedCall().body)})`;
  const post = () => {
    const { body, headers } = signedCall();
    return http({ method: "POST", path: "/api/webhooks/voice", headers, body, expect: 200 });
  };
  for (const clients of [1, 8, 64]) {
    const timings = await interleave(
      [
        { name: "bare commit of one row", work: commit },
        { name: "signed webhook over HTTP", work: post },
      ],
      { ...bench, clients },
    );
    printTimings(`Webhooks acknowledged, ${clients} at a time`, timings);
    const [bare, ours] = ["bare commit of one row", "signed webhook over HTTP"].map((name) =>
      timings.get(name),
    );
    if (clients === 64 && bare && ours) {
      hold({
        name: "webhooks acknowledged / bare commits, rate",
        value: ours.perSecond / bare.perSecond,
        bound: 0.08,
        isMost: false,
      });
    }
  }
  await bench.sql`drop table bench_commits`;
}
