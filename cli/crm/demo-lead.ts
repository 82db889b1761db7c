import { randomInt } from "node:crypto";
import { demoLeadId } from "@/domain/channels/meta-demo-lead";
import { hubSignature } from "@/domain/channels/meta-hub";
import { type CrmCommand, UsageError } from "./command";
import { channelSecret, postEvent } from "./post-event";

const digitsOf = (count: number) => String(randomInt(10 ** count)).padStart(count, "0");

export const demoLead: CrmCommand = {
  name: "demo lead",
  usage: "[--from +N] [--lead-id I] [--url U]",
  summary: "a signed event to the running server: somebody filled in a lead ad's form",
  options: { from: { type: "string" }, "lead-id": { type: "string" }, url: { type: "string" } },
  details: [
    "--from +N      the person's number with its country code; a made-up one when left out",
    "--lead-id I    Meta's id of the lead: give the same one again to see that nothing happens twice",
    "--url U        the running server, http://localhost:3000 when left out",
  ],
  run: async (input) => {
    const phone = input.optional("from") ?? `+25677${digitsOf(7)}`;
    if (!/^\+\d[\d ()-]{6,24}$/.test(phone))
      throw new UsageError("--from: expected a number such as +256771234567");
    const leadId = input.optional("lead-id") ?? demoLeadId({ phone, serial: digitsOf(6) });
    const secret = channelSecret("META_APP_SECRET");
    const now = Math.floor(Date.now() / 1000);
    const value = {
      leadgen_id: leadId,
      form_id: "500000000000005",
      page_id: "300000000000003",
      created_time: now,
    };
    const entry = { id: value.page_id, time: now, changes: [{ field: "leadgen", value }] };
    const body = Buffer.from(JSON.stringify({ object: "page", entry: [entry] }));
    const { status, answer } = await postEvent({
      path: "/api/webhooks/meta",
      body,
      url: input.optional("url"),
      headers: { "x-hub-signature-256": hubSignature({ secret, body }) },
    });
    return {
      json: { lead_id: leadId, from: phone, status, answer },
      lines: [`leadgen ${leadId} of ${phone}`, `${status} ${JSON.stringify(answer)}`],
      isWell: status === 200,
    };
  },
};
