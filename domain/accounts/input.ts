import { z } from "zod";
import { ROLES } from "@/domain/permissions";
import { UNSTORABLE, unstorablePath } from "@/domain/storable-text";

/** One spelling for one address. NFKC first, because a full-width "＠" would otherwise become a second "@" after the check. */
export const normaliseEmail = (raw: string) => raw.normalize("NFKC").trim().toLowerCase();

const emailInput = z
  .string("expected an e-mail address")
  .max(320, "is longer than an e-mail address can be")
  .transform(normaliseEmail)
  .pipe(z.email("expected one e-mail address such as sam@example.org"));

export const roleInput = z.enum(ROLES, { error: `expected one of ${ROLES.join(", ")}` });

const passwordInput = z
  .string()
  .min(8, "needs 8 characters or more")
  .max(256, "may have at most 256 characters");

/** Deliberately loose: a malformed address gets the same answer as a wrong one. The caps only bound the work. */
export const signInInput = z.strictObject({
  email: z
    .string("expected an e-mail address")
    .min(1, "is missing")
    .max(320, "is too long")
    .refine((text) => unstorablePath(text) === null, UNSTORABLE),
  password: z.string("expected a password").min(1, "is missing").max(1024, "is too long"),
});

export const createUserInput = z.strictObject({
  email: emailInput,
  name: z.string().trim().min(1, "is missing").max(200),
  role: roleInput,
  password: passwordInput.optional(),
});

export const createApiKeyInput = z.strictObject({
  name: z.string().trim().min(1, "is missing").max(200),
  role: roleInput,
});
