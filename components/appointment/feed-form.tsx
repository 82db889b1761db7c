"use client";

import { useActionState } from "react";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextField } from "@/components/ui/text-field";

type State = { error: string | null; fields: Record<string, string>; result: { url: string } | null };
type Props = {
  branches: { id: string; name: string }[];
  ownBranchId: string | null;
  create: (state: State, form: FormData) => Promise<State>;
};

/** Makes a secret calendar address and shows it, this once. */
export function FeedForm({ branches, ownBranchId, create }: Props) {
  const [state, send] = useActionState(create, { error: null, fields: {}, result: null });
  return (
    <form action={send} className="flex flex-col gap-4">
      <SelectField
        label="Branch"
        name="branchId"
        defaultValue={ownBranchId ?? undefined}
        error={state.fields.branchId}
      >
        {branches.map((branch) => (
          <option key={branch.id} value={branch.id}>
            {branch.name}
          </option>
        ))}
      </SelectField>
      <TextField
        label="What it is for"
        name="label"
        hint="Such as “Front desk's Google Calendar”, to know later which one to end."
        required
        maxLength={100}
        autoComplete="off"
        error={state.fields.label}
      />
      {state.error && Object.keys(state.fields).length === 0 && (
        <Notice tone="bad" isAlert>
          {state.error}
        </Notice>
      )}
      <div>
        <SubmitButton pendingLabel="Making it …">Make an address</SubmitButton>
      </div>
      {state.result && (
        <Notice tone="ok" title="Copy this address now; it is not shown again" isAlert>
          <p className="mt-1 text-sm">In your calendar, choose “subscribe by URL” and paste it.</p>
          <label className="sr-only" htmlFor="feed-url">
            Calendar address
          </label>
          <input
            id="feed-url"
            readOnly
            dir="ltr"
            value={state.result.url}
            onFocus={(event) => event.currentTarget.select()}
            className="mt-2 w-full rounded-control border border-control bg-surface px-2 py-1.5 text-sm text-text"
          />
        </Notice>
      )}
    </form>
  );
}
