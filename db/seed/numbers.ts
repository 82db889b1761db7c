import { PLACES, type Place } from "./countries";

export type Numbers = { next: (country: string) => string };

// The Swedish range for fiction begins at 05, the American one at 00; elsewhere three digits look best.
const FIRST: Record<string, number> = { US: 0, SE: 5 };

/** Hands out the fictional numbers of each country, each once. */
export function makeNumbers(): Numbers {
  const given = new Map<string, number>();
  return {
    next: (country) => {
      const n = given.get(country) ?? FIRST[country] ?? 100;
      given.set(country, n + 1);
      return placeOf(country).number(n);
    },
  };
}

export function placeOf(country: string): Place {
  const place = PLACES.find(({ code }) => code === country);
  if (!place) throw new Error(`No numbers are known for ${country}`);
  return place;
}
