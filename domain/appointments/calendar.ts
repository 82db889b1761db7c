import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import ical, { ICalEventStatus } from "ical-generator";
import { type Database, database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { env } from "@/env";
import { hashOfSecret } from "./feeds";

const REFRESH_SECONDS = 15 * 60;

type Feed = { id: string; branch_id: string; branch: string };
type Entry = {
  id: string;
  service: string;
  starts_at: string;
  duration_minutes: number;
  status: string;
  notes: string | null;
  sequence: number;
  created_at: string;
  updated_at: string;
  name: string | null;
  phone: string | null;
  email: string | null;
};

/**
 * A branch's appointments as a calendar program reads them (RFC 5545), from 30 days ago to a year ahead. The secret in the address is the
 * only proof asked for: no session, no ctx. Null when it is unknown or revoked, without telling which. `etag` changes with the content only.
 */
export async function renderFeed(input: {
  secret: string;
  db?: Database;
}): Promise<{ text: string; etag: string } | null> {
  const db = input.db ?? database();
  const feed = await findFeed(db, input.secret);
  if (!feed) return null;
  const entries = await readEntries(db, feed.branch_id);
  const calendar = ical({
    name: `${feed.branch} · ${env().ORGANISATION_NAME}`,
    prodId: { company: "Switchboard", product: "Appointments", language: "EN" },
    ttl: REFRESH_SECONDS,
  });
  for (const entry of entries) calendar.createEvent(eventOf(entry, feed));
  const text = calendar.toString();
  return { text, etag: `"${createHash("sha256").update(text).digest("hex").slice(0, 32)}"` };
}

function eventOf(entry: Entry, feed: Feed) {
  const start = new Date(entry.starts_at);
  const updated = new Date(entry.updated_at);
  const details = [entry.phone, entry.email, entry.notes].filter((line) => line !== null && line !== "");
  return {
    // Stable for the appointment's life, so that a change replaces the entry instead of adding one.
    id: `${entry.id}@switchboard`,
    sequence: entry.sequence,
    start,
    end: new Date(start.getTime() + entry.duration_minutes * 60_000),
    // The time of the last change rather than of this reading: an unchanged calendar is the same text.
    stamp: updated,
    created: new Date(entry.created_at),
    lastModified: updated,
    summary: `${entry.service} · ${entry.name ?? "Unknown"}`,
    description: details.join("\n") || null,
    location: feed.branch,
    status: entry.status === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  };
}

async function findFeed(db: Database, secret: string): Promise<Feed | null> {
  const [feed] = await prepared<Feed>(
    db,
    // Calendar programs read every few minutes; the time of reading is written at most every five.
    sql`with feed as (select f.id, f.branch_id, b.name branch, f.last_read_at from calendar_feeds f join branches b on b.id = f.branch_id
          where f.token_hash = ${hashOfSecret(secret)} and f.revoked_at is null),
        read as (update calendar_feeds f set last_read_at = now() from feed
          where f.id = feed.id and (feed.last_read_at is null or feed.last_read_at < now() - interval '5 minutes'))
      select id, branch_id, branch from feed`,
  );
  return feed ?? null;
}

function readEntries(db: Database, branchId: string): Promise<Entry[]> {
  return prepared<Entry>(
    db,
    sql`select a.id, a.service, a.starts_at, a.duration_minutes, a.status, a.notes, a.sequence, a.created_at, a.updated_at,
        coalesce(c.display_name, a.contact_name) as name, coalesce(c.phone_number, a.contact_phone) phone,
        coalesce(c.email, a.contact_email) email
      from appointments a left join customers c on c.id = a.customer_id
      where a.branch_id = ${branchId}::uuid and a.starts_at >= now() - interval '30 days' and a.starts_at < now() + interval '365 days'
      order by a.starts_at, a.id`,
  );
}
