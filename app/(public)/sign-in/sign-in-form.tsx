"use client";

import { type RefObject, useActionState, useEffect, useRef } from "react";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { signInAction } from "./actions";
import { signInUntried } from "./state";

type DemoSignIn = { email: string; role: string };

/** Works before scripts arrive and without them: the fields are ordinary, and the answer comes back as a page. */
export function SignInForm({ next, demoSignIns }: { next: string; demoSignIns: readonly DemoSignIn[] }) {
  const [state, action] = useActionState(signInAction, signInUntried);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (state === signInUntried) return;
    (email.current?.value ? password : email).current?.focus();
  }, [state]);

  return (
    <>
      <Card className="p-6">
        <form action={action} className="flex flex-col gap-4">
          {state.error && (
            <Notice tone="bad" isAlert>
              {state.error}
            </Notice>
          )}
          <input type="hidden" name="next" value={next} />
          <TextField
            key={state.email}
            ref={email}
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={state.email}
            error={state.fields.email}
            required
            autoFocus
          />
          <TextField
            ref={password}
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            error={state.fields.password}
            required
          />
          <SubmitButton size="lg" pendingLabel="Signing in…" className="mt-1 w-full">
            Sign in
          </SubmitButton>
        </form>
      </Card>
      {demoSignIns.length > 0 && <DemoSignIns signIns={demoSignIns} email={email} password={password} />}
    </>
  );
}

type Fields = { email: RefObject<HTMLInputElement | null>; password: RefObject<HTMLInputElement | null> };

function DemoSignIns({ signIns, email, password }: Fields & { signIns: readonly DemoSignIn[] }) {
  const choose = (address: string) => {
    if (email.current) email.current.value = address;
    password.current?.focus();
  };
  return (
    <section aria-labelledby="demo" className="mt-6">
      <h2 id="demo" className="px-1 text-sm font-semibold">
        Demo sign-ins
      </h2>
      <p className="mt-0.5 px-1 text-sm text-muted">
        Choose one to fill in its address. The password was printed by <code>npm start</code>.
      </p>
      <ul className="mt-3 overflow-hidden rounded-card border border-border bg-surface shadow-lift">
        {signIns.map((signIn) => (
          <li key={signIn.email} className="border-b border-border last:border-b-0">
            <button
              type="button"
              onClick={() => choose(signIn.email)}
              className="flex w-full items-center justify-between gap-4 px-4 py-2 text-start -outline-offset-2 touch-target hover:bg-raised"
            >
              <span className="font-medium">{signIn.role}</span>
              <span className="truncate text-sm text-muted">{signIn.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
