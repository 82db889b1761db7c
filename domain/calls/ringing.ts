import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { ownersOfNumber } from "@/domain/customers/owners";
import { phoneContext } from "@/domain/customers/phone-context";
import type { CustomerHit } from "@/domain/customers/search-hits";
import { requirePermission } from "@/domain/permissions";
import { readPhone } from "@/domain/phone/read";

/** A call of which no end is heard is taken for over after this. */
export const RINGS_FOR_SECONDS = 120;
const MOST_CALLS = 3;
const MOST_PEOPLE = 3;

/** Who calls, as far as can be known without making a record of them. */
export type Caller =
  | { kind: "known"; e164: string; people: CustomerHit[] }
  | { kind: "unknown"; e164: string; country: string | null; isUnusual: boolean; name: string | null }
  | { kind: "withheld" }
  /** A number that can be no person's, as received, and why. */
  | { kind: "nobody"; raw: string; explanation: string };

export type RingingCall = {
  id: string;
  /** Since it began to ring. */
  ageSeconds: number;
  branchName: string | null;
  caller: Caller;
};

type Row = {
  id: string;
  branch_id: string | null;
  branch_name: string | null;
  customer_phone: string | null;
  phone_match_key: string | null;
  caller_name: string | null;
  age_seconds: number;
};

/** The calls that ring now at one branch, or anywhere (null), newest first, at most three. Only looks: ringing makes no customer. */
export async function ringingCalls(ctx: Ctx, input: { branchId: string | null }): Promise<RingingCall[]> {
  requirePermission(ctx.actor, "calls.answer");
  // A call gets its customer when it ends, so that index (customer_id, started_at) holds what rings together. Both times must be near:
  // a replayed event is new here and old by its own clock, and a provider's clock may run ahead.
  const rows = await prepared<Row>(
    ctx.db,
    sql`select s.id, s.branch_id, b.name branch_name, s.customer_phone, s.phone_match_key, s.caller_name,
        greatest(0, extract(epoch from now() - least(s.started_at, s.created_at)))::float8 age_seconds
      from call_sessions s left join branches b on b.id = s.branch_id
      where s.customer_id is null and s.started_at > now() - make_interval(secs => ${RINGS_FOR_SECONDS}::float8)
        and s.created_at > now() - make_interval(secs => ${RINGS_FOR_SECONDS}::float8)
        and s.status in ('ringing', 'in_progress') and s.direction = 'inbound'
        and (${input.branchId}::uuid is null or s.branch_id is null or s.branch_id = ${input.branchId}::uuid)
      order by s.started_at desc limit ${atMost(MOST_CALLS)}`,
  );
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      ageSeconds: row.age_seconds,
      branchName: row.branch_name,
      caller: await callerOf(ctx, row),
    })),
  );
}

async function callerOf(ctx: Ctx, row: Row): Promise<Caller> {
  // The key was read in the called line's country when the event came; the number as received may be a national spelling.
  const reading = readPhone(
    row.phone_match_key ?? row.customer_phone,
    await phoneContext(ctx, { branchId: row.branch_id }),
  );
  if (reading.kind === "none") {
    const isWithheld = reading.reason === "withheld" || reading.reason === "empty";
    return isWithheld
      ? { kind: "withheld" }
      : { kind: "nobody", raw: reading.raw.slice(0, 60), explanation: reading.explanation };
  }
  const { e164, matchKey, country, isUnusual } = reading;
  const people = await ownersOfNumber(ctx, row.phone_match_key ?? matchKey, MOST_PEOPLE);
  return people.length > 0
    ? { kind: "known", e164, people }
    : { kind: "unknown", e164, country, isUnusual, name: row.caller_name };
}
