import type { IdentityKey, KeyKind } from "./identity-keys";

/** A live customer who owns some of the keys of an event. */
export type Owner = {
  id: string;
  createdAt: string;
  /** Their active business-scoped ids within the event's account. */
  bsuids: string[];
  hasLogin: boolean;
  hasPaidPlan: boolean;
};
export type Ownership = { kind: KeyKind; matchKey: string; isShared: boolean; owner: Owner };

/** What is to be done about an event's keys. `add` are claimed, `end` are over. */
export type Plan =
  | { kind: "nobody"; reason: "shared_number" | "empty" }
  | { kind: "create"; add: IdentityKey[]; changedHands: string | null }
  | {
      kind: "attach";
      customerId: string;
      add: IdentityKey[];
      end: IdentityKey[];
      changedHands: string | null;
      /** Who should be the same person, but must not be merged by a machine. */
      unmerged: string[];
    }
  | { kind: "merge"; keptId: string; goneIds: string[]; add: IdentityKey[]; end: IdentityKey[] };

/** The stronger sign of a person first: an id belongs to an account, a number only to whoever has it now. */
const STRENGTH: KeyKind[] = ["wa_bsuid", "wa_parent_bsuid", "phone"];

/**
 * Decides whose an event is, from who owns its keys. Several owners are one person, proven by the provider's own pairing, unless
 * the number's owner is known by another id: then the number has changed hands, and stays where it is until staff decide.
 */
export function decide(input: { keys: IdentityKey[]; former: IdentityKey[]; owned: Ownership[] }): Plan {
  const { keys, former, owned } = input;
  const ownersOf = (key: IdentityKey) =>
    owned.filter(({ kind, matchKey }) => kind === key.kind && matchKey === key.matchKey);
  const isShared = (key: IdentityKey) => ownersOf(key).some((ownership) => ownership.isShared);
  const ownerOf = (key: IdentityKey) => (isShared(key) ? null : (ownersOf(key)[0]?.owner ?? null));
  const ids = [...keys, ...former].filter(({ kind }) => kind === "wa_bsuid").map(({ matchKey }) => matchKey);
  const isSomebodyElse = (owner: Owner) =>
    ids.length > 0 && owner.bsuids.length > 0 && !owner.bsuids.some((bsuid) => ids.includes(bsuid));
  const isForeign = (key: IdentityKey) => {
    const owner = ownerOf(key);
    return owner !== null && isSomebodyElse(owner);
  };

  const phone = keys.find(({ kind }) => kind === "phone");
  const changedHands = phone && isForeign(phone) ? (ownerOf(phone)?.id ?? null) : null;
  const usable = keys.filter((key) => !isShared(key) && !isForeign(key));
  const ended = former.filter((key) => !isShared(key) && !isForeign(key));
  const byStrength = [...usable, ...ended].sort(
    (a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind),
  );
  const owners = [
    ...new Map(byStrength.flatMap((key) => ownerOf(key) ?? []).map((owner) => [owner.id, owner])).values(),
  ];
  const add = usable.filter((key) => ownerOf(key) === null);
  const endOf = (customerIds: string[]) =>
    ended.filter((key) => customerIds.includes(ownerOf(key)?.id ?? ""));

  const [strongest] = owners;
  if (!strongest) {
    // An account behind a shared number may be any of those who share it.
    if (keys.some(isShared)) return { kind: "nobody", reason: "shared_number" };
    if (add.length === 0) return { kind: "nobody", reason: "empty" };
    return { kind: "create", add, changedHands };
  }
  const all = owners.map(({ id }) => id);
  if (owners.length > 1 && mayBeMerged(owners)) {
    const [kept, ...gone] = [...owners].sort(byAge);
    if (kept)
      return { kind: "merge", keptId: kept.id, goneIds: gone.map(({ id }) => id), add, end: endOf(all) };
  }
  return {
    kind: "attach",
    customerId: strongest.id,
    add,
    end: endOf([strongest.id]),
    changedHands,
    unmerged: all.filter((id) => id !== strongest.id),
  };
}

const byAge = (a: Owner, b: Owner) =>
  Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1);

/** Two logins or two paid plans are for a person to bring together: one of each would have to be given up. */
const mayBeMerged = (owners: Owner[]) =>
  owners.filter(({ hasLogin }) => hasLogin).length < 2 &&
  owners.filter(({ hasPaidPlan }) => hasPaidPlan).length < 2;
