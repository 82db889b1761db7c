import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";
import type { PhoneQuery } from "@/domain/phone/query";
import { readQuery } from "@/domain/phone/query";
import { phoneContext } from "./phone-context";
import { type CustomerHit, type Reader, readHits } from "./search-hits";
import {
  byContained,
  byEmail,
  byLastFour,
  byNameContained,
  byNamePrefix,
  byNumber,
  bySuffix,
} from "./search-statements";

export type CustomerSearch = { query: PhoneQuery; customers: CustomerHit[] };

/**
 * What a receptionist types, answered: any part of a number in any format, or a name, or an e-mail. The exact number is first, then
 * its other spellings, other countries, the last digits, digits inside, names. At most `limit` customers (8).
 */
export async function searchCustomers(
  ctx: Ctx,
  input: { text: string; country?: string; limit?: number },
): Promise<CustomerSearch> {
  requirePermission(ctx.actor, "customers.read");
  const query = readQuery(input.text, await phoneContext(ctx, { country: input.country }));
  return { query, customers: await findCustomers({ ctx, query, limit: input.limit ?? 8, read: readHits }) };
}

/** The steps of a search, each by its own index; the next one runs only while the list is not full. */
export async function findCustomers<T extends { id: string }>(input: {
  ctx: Ctx;
  query: PhoneQuery;
  limit: number;
  read: Reader<T>;
}): Promise<T[]> {
  const { ctx, query, limit } = input;
  const { read } = input;
  switch (query.kind) {
    case "empty":
      return [];
    case "number": {
      const matchKeys = [query.reading.matchKey, ...query.readings.map((reading) => reading.matchKey)];
      const hits = await read(
        ctx,
        byNumber({
          e164: query.reading.e164,
          matchKey: query.reading.matchKey,
          matchKeys: [...new Set(matchKeys)],
          // Stored numbers have no trunk zero; another country's national spelling is typed with it.
          national: query.national.replace(/^0+/, ""),
        }),
        limit,
      );
      return hits.length > 0 ? hits : read(ctx, byContained(query.digits, limit), limit);
    }
    case "digits": {
      if (query.digits.length < 3) return [];
      const suffix =
        query.digits.length === 4 ? byLastFour(query.digits, limit) : bySuffix(query.digits, limit);
      const hits = await read(ctx, suffix, limit);
      if (hits.length >= limit) return hits;
      return [...hits, ...newOnes(hits, await read(ctx, byContained(query.digits, limit), limit))].slice(
        0,
        limit,
      );
    }
    case "text": {
      const text = query.text.toLowerCase();
      if (text.includes("@")) return read(ctx, byEmail(text), limit);
      const hits = await read(ctx, byNamePrefix(text, limit), limit);
      // Under three letters a trigram index has nothing to look up and would read every name.
      if (hits.length >= limit || text.length < 3) return hits;
      return [...hits, ...newOnes(hits, await read(ctx, byNameContained(text, limit), limit))].slice(
        0,
        limit,
      );
    }
  }
}

const newOnes = <T extends { id: string }>(have: T[], more: T[]) =>
  more.filter((hit) => !have.some((known) => known.id === hit.id));
