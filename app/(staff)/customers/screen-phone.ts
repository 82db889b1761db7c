import type { ScreenPhone } from "@/components/customer/phone";
import { countryOf, formatPhone } from "@/domain/phone/format";

/** An E.164 number as the screens show it. `country` is what was kept beside it, if anything was. */
export const screenPhone = (e164: string, country?: string | null): ScreenPhone => ({
  e164,
  display: formatPhone(e164),
  country: country ?? countryOf(e164),
});
