import { EVENT_STATUSES, type EventStatus } from "@/domain/intake/rules";

/** The list's filters as its address holds them: times as they were chosen ("1h" or an instant), never a phone number. */
export type ListFilter = {
  status?: EventStatus;
  source?: string;
  from?: string;
  to?: string;
  q?: string;
};

type Asked = Record<string, string | string[] | undefined>;
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;

export const readFilter = (asked: Asked): ListFilter => ({
  status: EVENT_STATUSES.find((known) => known === asked.status),
  source: text(asked.source),
  from: text(asked.from),
  to: text(asked.to),
  q: text(asked.q),
});

export function intakeAddress(filter: ListFilter, place: { after?: string; path?: string } = {}): string {
  const query = new URLSearchParams();
  for (const name of ["status", "source", "from", "to", "q"] as const) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  if (place.after) query.set("after", place.after);
  const path = place.path ?? "/intake";
  return query.size > 0 ? `${path}?${query}` : path;
}
