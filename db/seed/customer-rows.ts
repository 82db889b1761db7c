import { matchKeyOf } from "@/domain/phone/aliases";
import { countryOf } from "@/domain/phone/format";
import { readPhone } from "@/domain/phone/read";
import { insertRows, type Writer } from "./fill";
import { before, branchId, DAY_MS, HOUR_MS, hasBought, type Person, type World } from "./world";

/** Writes the customers, what reaches them, and their subscriptions. Last of all: `createdAt` and `lastSeenAt` are known by now. */
export async function writePeople(sql: Writer, world: World): Promise<void> {
  const { people } = world;
  await insertRows(
    sql,
    "customers",
    people.map((person, index) => customerRow(world, person, index)),
  );
  await insertRows(
    sql,
    "contact_points",
    people.flatMap((person) => contactPointRows(world, person)),
  );
}

function customerRow(world: World, person: Person, index: number) {
  const digits = person.phone?.slice(1) ?? null;
  return {
    id: person.id,
    phone_number: person.phone,
    display_name: person.name,
    email: person.email,
    whatsapp_id: person.source === "whatsapp" ? (digits ?? person.bsuid) : null,
    address: person.address,
    area: person.area,
    customer_status: person.status,
    ltv_usd: person.ltv,
    credits_balance: hasBought(person) && index % 9 === 0 ? 5 * ((index % 7) + 1) : 0,
    is_new_client: !hasBought(person),
    consent_status: person.consent,
    consent_changed_at: person.consent === "pending" ? null : person.lastSeenAt,
    source: person.source,
    branch_id: branchId(world, person.branch),
    created_at: person.createdAt,
    updated_at: person.lastSeenAt,
    last_seen_at: person.lastSeenAt,
  };
}

function contactPointRows({ random, now }: World, person: Person) {
  const point = (kind: "phone" | "wa_bsuid", value: string, validTo: Date | null) => {
    const reading = kind === "phone" ? readPhone(value, { country: "US" }) : null;
    return {
      id: random.id(person.createdAt),
      customer_id: person.id,
      kind,
      scope: "",
      value,
      match_key: kind === "phone" ? matchKeyOf(value) : value,
      country: kind === "phone" ? countryOf(value) : person.country,
      is_unusual: reading?.kind === "phone" && reading.isUnusual,
      source: person.source,
      last_seen_at: validTo ?? person.lastSeenAt,
      shared_at: person.sharesNumber ? before(now, 120 * DAY_MS) : null,
      valid_from: person.createdAt,
      valid_to: validTo,
    };
  };
  const { phone, formerPhone, bsuid } = person;
  return [
    ...(phone
      ? [{ ...point("phone", phone, null), valid_from: formerPhone?.until ?? person.createdAt }]
      : []),
    ...(formerPhone ? [point("phone", formerPhone.e164, formerPhone.until)] : []),
    ...(bsuid ? [point("wa_bsuid", bsuid, null)] : []),
  ];
}

const PRICES = { standard: 50_000, plus: 120_000 } as const;

/** Dates the Guest trials that the database opened, ends those of people who upgraded, and opens their paid plans. */
export async function writeSubscriptions(sql: Writer, world: World): Promise<void> {
  const { random, now, people } = world;
  const trials = people.map((person) => {
    const planned = before(person.createdAt, -30 * DAY_MS);
    const upgradedAt = person.plan === "guest" ? null : upgradeOf(world, person);
    const end = upgradedAt ?? planned;
    return { person, upgradedAt, end: end > person.createdAt ? end : before(person.createdAt, -HOUR_MS) };
  });
  const dates = trials.map(({ person, upgradedAt, end }) => ({
    customer_id: person.id,
    start_date: person.createdAt,
    end_date: end,
    status: upgradedAt ? "ended" : "active",
  }));
  await sql`
    update subscriptions s set start_date = t.start_date, end_date = t.end_date, status = t.status, created_at = t.start_date
    from json_populate_recordset(null::subscriptions, ${JSON.stringify(dates)}::text::json) t
    where s.customer_id = t.customer_id and s.plan_code = 'guest'`;
  await insertRows(
    sql,
    "subscriptions",
    trials.flatMap(({ person, upgradedAt }, index) => {
      if (!upgradedAt || person.plan === "guest") return [];
      const churned = person.status === "CHURNED";
      const leaves = !churned && index % 14 === 0;
      return {
        id: random.id(upgradedAt),
        customer_id: person.id,
        plan_code: person.plan,
        // Of those who left, some cancelled and some just let it run out.
        status: churned ? (index % 3 ? "cancelled" : "active") : leaves ? "cancel_scheduled" : "active",
        start_date: upgradedAt,
        end_date: churned ? before(upgradedAt, -30 * DAY_MS) : before(now, -random.between(1, 29) * DAY_MS),
        amount_paid_per_cycle: PRICES[person.plan],
        currency: "UGX",
        created_at: upgradedAt,
      };
    }),
  );
}

/** Between the second and the twenty-fifth day of the trial; long enough ago for a plan of those who left to be over. */
function upgradeOf({ random, now }: World, person: Person): Date {
  const latest = before(now, (person.status === "CHURNED" ? 33 : 0.1) * DAY_MS);
  const wanted = before(person.createdAt, -random.between(2, 25) * DAY_MS);
  return new Date(Math.min(wanted.getTime(), latest.getTime()));
}
