import "server-only";
import { env } from "@/env";

/**
 * Marks an answer of an https installation as https-only for a year. Over plain http a browser ignores it, and on a loopback address it
 * would lock developers out. At run time, because the build does not know the address.
 */
export function withTransportSecurity<R extends Response>(response: R): R {
  if (env().APP_URL.startsWith("https://")) {
    response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  }
  return response;
}
