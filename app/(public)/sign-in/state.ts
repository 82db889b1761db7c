/** What the sign-in form shows after a try: `error` for the whole form, `fields` by name, and the address that was typed. */
export type SignInState = { error: string | null; fields: Record<string, string>; email: string };

export const signInUntried: SignInState = { error: null, fields: {}, email: "" };
