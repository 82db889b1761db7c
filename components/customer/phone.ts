/** A number for the screen: `e164` to copy and dial, `display` in international grouping. */
export type ScreenPhone = { e164: string; display: string; country: string | null };
