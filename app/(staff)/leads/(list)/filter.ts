import { LEAD_SOURCES, LEAD_STATUSES, LEAD_VIEWS } from "@/domain/leads/input";

/** What the address asks the list for. Branch and assignee are checked where they are looked up. */
export type Filter = {
  status?: (typeof LEAD_STATUSES)[number];
  source?: (typeof LEAD_SOURCES)[number];
  view?: (typeof LEAD_VIEWS)[number];
  branch?: string;
  assignee?: string;
  /** Only those that belong to nobody. */
  isUnlinked?: boolean;
};

type Query = Record<string, string | string[] | undefined>;

/** A word that the list does not know counts as not asked. */
export function readFilter(query: Query): Filter {
  const text = (name: string) => {
    const value = query[name];
    return (typeof value === "string" && value.trim()) || undefined;
  };
  const oneOf = <Known extends string>(known: readonly Known[], name: string) =>
    known.find((word) => word === query[name]);
  return {
    status: oneOf(LEAD_STATUSES, "status"),
    source: oneOf(LEAD_SOURCES, "source"),
    view: oneOf(LEAD_VIEWS, "view"),
    branch: text("branch"),
    assignee: text("assignee"),
    isUnlinked: query.linked === "no" || undefined,
  };
}

/** The address of a filtered list, or of a place in it. */
export function leadsAddress({ isUnlinked, ...filter }: Filter & { after?: string }): string {
  const query = new URLSearchParams(
    Object.entries({ ...filter, linked: isUnlinked ? "no" : undefined }).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
  return query.size > 0 ? `/leads?${query}` : "/leads";
}

export const isFiltered = (filter: Filter) => Object.values(filter).some((value) => value !== undefined);
