import type { Language } from "./countries";
import type { Random } from "./random";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

type Status = "PROSPECT" | "LEAD_QUALIFIED" | "CUSTOMER" | "CHURNED" | "LEAD_EXHAUSTED";
export type Source = "knowlarity" | "meta" | "walk_in" | "voice" | "whatsapp" | "import";

/** A customer on the way to becoming rows. Whatever is made to happen with them moves `lastSeenAt`, so they are written last. */
export type Person = {
  id: string;
  name: string | null;
  /** Null for somebody known by a business-scoped WhatsApp id alone. */
  phone: string | null;
  /** A number that has gone to somebody else since. */
  formerPhone: { e164: string; until: Date } | null;
  bsuid: string | null;
  /** The number belongs to several people, so nothing links by itself. */
  sharesNumber: boolean;
  country: string;
  offset: number;
  language: Language;
  branch: string;
  email: string | null;
  address: string | null;
  area: string | null;
  status: Status;
  ltv: number;
  source: Source;
  consent: "pending" | "granted" | "withdrawn";
  plan: "guest" | "standard" | "plus";
  /** Nothing has ever happened with them. */
  silent: boolean;
  createdAt: Date;
  lastSeenAt: Date;
};

export type World = {
  random: Random;
  now: Date;
  people: readonly Person[];
  /** Ids by code. */
  branches: ReadonlyMap<string, string>;
  /** Ids by e-mail address. */
  staff: ReadonlyMap<string, string>;
};

export const before = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds);

/** The person's number at a moment; a number that was handed over is theirs only until then. */
export function phoneAt(person: Person, at: Date): string | null {
  const { formerPhone } = person;
  return formerPhone && at < formerPhone.until ? formerPhone.e164 : person.phone;
}

/** Notes that somebody was heard from. */
export function seen(person: Person, at: Date): void {
  if (at > person.lastSeenAt) person.lastSeenAt = at;
}

/** People have bought something exactly when they are, or were, customers. */
export const hasBought = ({ status }: Person) => status === "CUSTOMER" || status === "CHURNED";

export function branchId(world: World, code: string): string {
  const id = world.branches.get(code);
  if (!id) throw new Error(`There is no branch ${code}`);
  return id;
}

export function staffId(world: World, email: string): string {
  const id = world.staff.get(email);
  if (!id) throw new Error(`There is no login ${email}`);
  return id;
}

/** An instant between two others. */
export function between(random: Random, from: Date, to: Date): Date {
  return new Date(from.getTime() + random.next() * Math.max(0, to.getTime() - from.getTime()));
}

/** The same day at an hour when people are awake where the person is: mornings and evenings most of all. Never after `latest`. */
export function awake(random: Random, person: Person, at: Date, latest: Date): Date {
  const hour = random.weighted([
    [8, 3],
    [9, 6],
    [10, 7],
    [11, 6],
    [12, 5],
    [13, 4],
    [14, 5],
    [15, 5],
    [16, 6],
    [17, 7],
    [18, 8],
    [19, 8],
    [20, 6],
    [21, 3],
  ]);
  const day = Math.floor((at.getTime() + person.offset * HOUR_MS) / DAY_MS) * DAY_MS;
  const moved = new Date(day + (hour - person.offset) * HOUR_MS + random.next() * HOUR_MS);
  return moved <= latest ? moved : at;
}
