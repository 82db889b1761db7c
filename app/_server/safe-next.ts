/**
 * A path on this site to go on to, or null. Browsers read "//host" and "/\host" as another site, and drop tabs and line breaks
 * before they look; so anything but a plain path is refused.
 */
export function safeNext(raw: unknown): string | null {
  if (typeof raw !== "string" || raw.length > 2000 || !raw.startsWith("/")) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must not pass.
  if (/^\/[/\\]|[\\\u0000-\u0020\u007f]/.test(raw)) return null;
  const url = new URL(raw, "http://here.invalid");
  if (url.origin !== "http://here.invalid" || url.pathname.startsWith("//")) return null;
  const isDetour = /^\/(api|sign-in|sign-out)(\/|$)/.test(url.pathname);
  return isDetour ? null : `${url.pathname}${url.search}${url.hash}`;
}
