/**
 * The client's network address, for throttling only. The last hop of X-Forwarded-For is the one that our own proxy (or Next.js itself)
 * wrote; earlier ones are whatever the client claims. Without a proxy in front the header can be forged, and then only the limit per
 * account holds.
 */
export function clientAddressOf(forwardedFor: string | null | undefined): string | null {
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim());
  return hops.at(-1) || null;
}
