import { getCountries } from "libphonenumber-js/max";
import { UserRoundPlus } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { requirePage } from "@/app/_server/session";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { phoneContext } from "@/domain/customers/phone-context";
import { listCustomers } from "@/domain/customers/queries";
import { may } from "@/domain/permissions";
import { env } from "@/env";
import { DeskSearch } from "./desk-search";
import { NewCustomers } from "./new-customers";

export const metadata: Metadata = { title: "Desk" };

const NEWEST_SHOWN = 8;

export default async function DeskPage() {
  const { ctx, user } = await requirePage("customers.read");
  const [{ customers }, { country }] = await Promise.all([
    listCustomers(ctx, { limit: NEWEST_SHOWN }),
    phoneContext(ctx, { branchId: user.branchId }),
  ]);
  const clock = { now: new Date(), timeZone: env().ORGANISATION_TIMEZONE };
  return (
    <>
      <PageHeader
        title="Who is it?"
        actions={
          may(ctx.actor, "leads.write") && (
            <ButtonLink href="/desk/walk-in" icon={<UserRoundPlus size={16} aria-hidden />}>
              Register walk-in
            </ButtonLink>
          )
        }
      />
      <DeskSearch userId={user.id} homeCountry={country} countries={getCountries()}>
        <NewCustomers customers={customers} clock={clock} />
      </DeskSearch>
      {/* `autofocus` waits for the next frame, and a receptionist may type before it: the first digit would be lost. */}
      <script
        nonce={(await headers()).get("x-nonce") ?? undefined}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant; React has no other way to write an inline script.
        dangerouslySetInnerHTML={{ __html: "document.querySelector('[data-phone-search]')?.focus()" }}
      />
    </>
  );
}
