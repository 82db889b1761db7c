"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { error: string | null; fields: Record<string, string>; result: null };
type Props = {
  filter: Record<string, string | undefined>;
  label: string;
  back: string;
  retryMany: (state: State, form: FormData) => Promise<State>;
};

/** The press that retries what the page has counted. Works without scripts. */
export function RetryManyForm({ filter, label, back, retryMany }: Props) {
  const [state, send] = useActionState(retryMany, { error: null, fields: {}, result: null });
  return (
    <form action={send} className="mt-4 flex flex-wrap items-center gap-2">
      {Object.entries(filter).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <SubmitButton pendingLabel="Retrying">{label}</SubmitButton>
      <ButtonLink href={back} variant="ghost">
        Cancel
      </ButtonLink>
      {state.error && (
        <Notice tone="bad" isAlert className="w-full">
          {state.error}
        </Notice>
      )}
    </form>
  );
}
