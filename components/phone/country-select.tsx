"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";

/** Another way to read what was typed: the number it would be in that country. */
export type OtherReading = { code: string; name: string; display: string };

type Props = {
  code: string;
  /** Countries in which what was typed is a number too. */
  readings: OtherReading[];
  /** ISO codes of all countries. */
  countries: string[];
  onChoose: (code: string) => void;
};

const names = new Intl.DisplayNames(["en"], { type: "region" });
const nameOf = (code: string) => names.of(code) ?? code;

/**
 * The country by which a number without a country code is read. The chip is seen; above it lies the browser's own select, which every
 * keyboard, screen reader and phone knows.
 */
export function CountrySelect({ code, readings, countries, onChoose }: Props) {
  // Two hundred options are not worth their weight on every load; they are there as soon as a hand comes near.
  const [isNear, setIsNear] = useState(false);
  const listed = isNear ? countries.map((each) => ({ code: each, name: nameOf(each) })) : [];
  const known = [code, ...readings.map((reading) => reading.code)];
  const others = listed.filter((country) => !known.includes(country.code));
  return (
    <span className="relative inline-flex h-6 items-center justify-center gap-0.5 rounded-control border border-control/60 bg-surface ps-1.5 pe-1 text-xs font-medium text-text hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <span aria-hidden>{code}</span>
      <ChevronDown size={12} aria-hidden className="text-muted" />
      <select
        aria-label="Country of the number, for this search"
        title={nameOf(code)}
        // The server's names of countries may be a version older than the browser's.
        suppressHydrationWarning
        value={code}
        onFocus={() => setIsNear(true)}
        onPointerEnter={() => setIsNear(true)}
        onChange={(event) => onChoose(event.currentTarget.value)}
        className="absolute inset-0 size-full cursor-pointer pointer-coarse:-inset-2.5 pointer-coarse:size-11 bg-surface text-base text-text opacity-0"
      >
        <option value={code} suppressHydrationWarning>
          {nameOf(code)}
        </option>
        {readings.length > 0 && (
          <optgroup label="Could also be">
            {readings.map((reading) => (
              <option key={reading.code} value={reading.code}>
                {`${reading.name} ${reading.display}`}
              </option>
            ))}
          </optgroup>
        )}
        {others.length > 0 && (
          <optgroup label="All countries">
            {others
              .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
              .map((country) => (
                <option key={country.code} value={country.code}>
                  {country.name}
                </option>
              ))}
          </optgroup>
        )}
      </select>
    </span>
  );
}
