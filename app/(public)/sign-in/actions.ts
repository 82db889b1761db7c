"use server";

import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { refusalState } from "@/app/_server/action";
import { clientAddressOf } from "@/app/_server/client-address";
import { readInput } from "@/app/_server/read-input";
import { safeNext } from "@/app/_server/safe-next";
import { endOwnSessions, requestCtx } from "@/app/_server/session";
import { sessionCookie } from "@/app/_server/session-cookie";
import { signInInput } from "@/domain/accounts/input";
import { homeOf } from "@/domain/accounts/roles";
import { signInWithPassword } from "@/domain/accounts/sign-in";
import type { SignInState } from "./state";

/**
 * The sign-in form: fields `email`, `password` and `next`. Works without JavaScript. Sets next-auth's own session cookie and goes on to
 * the page first asked for, else to the role's home.
 */
export async function signInAction(_previous: SignInState, form: FormData): Promise<SignInState> {
  const ctx = await requestCtx({ kind: "system", name: "sign-in" });
  // React empties an uncontrolled form after its action; the address is given back so that nobody types it twice.
  const email = String(form.get("email") ?? "").slice(0, 320);
  let destination: string;
  try {
    const input = readInput(signInInput, { email, password: String(form.get("password") ?? "") });
    const address = clientAddressOf((await headers()).get("x-forwarded-for"));
    const user = await signInWithPassword(ctx, { ...input, address });
    (await cookies()).set(await sessionCookie(user));
    destination = safeNext(form.get("next")) ?? homeOf(user.role);
  } catch (error) {
    const { error: message, fields } = refusalState(error, ctx.requestId);
    return { error: message, fields, email };
  }
  // Checked to be a path of this site; whether a page is there is not known when this is compiled.
  redirect(destination as Route);
}

/** The sign-out button's form: ends the user's sessions on every tab and device. */
export async function signOutAction(): Promise<void> {
  await endOwnSessions();
  redirect("/sign-in");
}
