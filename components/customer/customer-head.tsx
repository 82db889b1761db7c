import { ArrowLeft, Phone, Sparkles, UserRoundCheck } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button-style";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { StageBadge } from "@/components/ui/stage-badge";
import type { CustomerView } from "@/domain/customers/view";
import { CopyPhone } from "./copy-phone";
import type { ScreenPhone } from "./phone";

type Props = { customer: CustomerView; phones: ScreenPhone[]; areKeysOn: boolean };

/** Who it is: name, numbers, stage. The first number is the one that `c` copies. */
export function CustomerHead({ customer, phones, areKeysOn }: Props) {
  return (
    <header className="mb-4">
      <Link
        href="/customers"
        data-no-print
        className="mb-2 inline-flex items-center gap-1.5 rounded-control text-sm text-muted hover:text-text pointer-coarse:min-h-11"
      >
        <ArrowLeft size={14} aria-hidden className="rtl:-scale-x-100" />
        Customers
      </Link>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-4">
        <span className="sm:row-span-2">
          <Avatar name={customer.displayName} size="lg" />
        </span>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="min-w-0 text-2xl font-semibold tracking-tight break-words">
            <NameText name={customer.displayName} />
          </h1>
          <span className="flex gap-1.5">
            <StageBadge stage={customer.customerStatus} />
            {customer.isNewClient ? (
              <Badge tone="info" icon={<Sparkles size={12} aria-hidden />}>
                New
              </Badge>
            ) : (
              <Badge icon={<UserRoundCheck size={12} aria-hidden />}>Returning</Badge>
            )}
          </span>
        </div>
        <ul
          aria-label="Phone numbers"
          className="flex flex-wrap items-center gap-x-5 gap-y-1 text-lg max-sm:col-span-2 max-sm:mt-3 sm:mt-1"
        >
          {phones.length === 0 && <li className="text-muted">No number</li>}
          {phones.map((phone, place) => (
            <li key={phone.e164} className="flex items-center gap-1">
              <PhoneText display={phone.display} country={phone.country} />
              <CopyPhone e164={phone.e164} kbd={place === 0 && areKeysOn ? "c" : undefined} />
              <a
                href={`tel:${phone.e164}`}
                data-no-print
                className={buttonStyle({ variant: "ghost", size: "sm", className: "pointer-fine:hidden" })}
              >
                <Phone size={14} aria-hidden />
                <span className="sr-only">Call {phone.display}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </header>
  );
}
