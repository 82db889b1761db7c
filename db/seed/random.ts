/** Repeatable chance: the same seed gives the same data at every start, so that a screenshot or a bug can be found again. */
export type Random = {
  /** 0 or more, below 1. */
  next: () => number;
  /** A whole number from `low` to `high`, both included. */
  between: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  /** One of the items; throws on an empty list. */
  pick: <T>(items: readonly T[]) => T;
  /** One of the items, each as likely as its weight says. */
  weighted: <T>(items: readonly (readonly [item: T, weight: number])[]) => T;
  shuffled: <T>(items: readonly T[]) => T[];
  /** An id of version 7 whose time is `at`, so that ids sort as if the rows had come in one by one. */
  id: (at: Date) => string;
};

export function makeRandom(seed: number): Random {
  let state = seed;
  // Mulberry32: 32 bits of state are plenty for a few hundred thousand draws.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const hex = (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join("");

  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, between(0, items.length - 1)),
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      const found = items.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return (found ?? itemAt(items, items.length - 1))[0];
    },
    shuffled: (items) => {
      const copy = [...items];
      for (let last = copy.length - 1; last > 0; last -= 1) {
        const other = between(0, last);
        const held = itemAt(copy, last);
        copy[last] = itemAt(copy, other);
        copy[other] = held;
      }
      return copy;
    },
    id: (at) => {
      const time = at.getTime().toString(16).padStart(12, "0");
      const variant = "89ab".charAt(between(0, 3));
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
    },
  };
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${index} in a list of ${items.length}`);
  return item;
}
