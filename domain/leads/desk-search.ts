import type { Ctx } from "@/domain/ctx";
import { type CustomerSearch, searchCustomers } from "@/domain/customers/search";
import { may } from "@/domain/permissions";
import { spellingsOf } from "@/domain/phone/aliases";
import type { PhoneQuery } from "@/domain/phone/query";
import {
  type LeadHit,
  unlinkedByContained,
  unlinkedByDigits,
  unlinkedByName,
  unlinkedByNumber,
} from "./search";

export type DeskSearch = CustomerSearch & { leads: LeadHit[] };

const LEADS_SHOWN = 5;

/** The receptionist's search: customers, and the leads that belong to no customer yet, from all branches. */
export async function searchDesk(ctx: Ctx, input: { text: string; country?: string }): Promise<DeskSearch> {
  const found = await searchCustomers(ctx, input);
  const leads = may(ctx.actor, "leads.read") ? await findUnlinkedLeads(ctx, found.query) : [];
  return { ...found, leads };
}

async function findUnlinkedLeads(ctx: Ctx, query: PhoneQuery): Promise<LeadHit[]> {
  switch (query.kind) {
    case "empty":
      return [];
    case "number": {
      const spellings = [query.reading.e164, ...query.readings.map((reading) => reading.e164)].flatMap(
        spellingsOf,
      );
      return unlinkedByNumber(ctx, {
        spellings,
        national: query.national.replace(/^0+/, ""),
        limit: LEADS_SHOWN,
      });
    }
    case "digits": {
      if (query.digits.length < 3) return [];
      const found = await unlinkedByDigits(ctx, query.digits, LEADS_SHOWN);
      return found.length > 0 ? found : unlinkedByContained(ctx, query.digits, LEADS_SHOWN);
    }
    case "text":
      return query.text.length < 2 ? [] : unlinkedByName(ctx, query.text.toLowerCase(), LEADS_SHOWN);
  }
}
