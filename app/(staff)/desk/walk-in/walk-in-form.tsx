"use client";

import { useActionState, useSyncExternalStore } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextareaField, TextField } from "@/components/ui/text-field";
import type { WalkInChoices } from "@/domain/leads/walk-in-choices";
import { registerWalkInAction } from "./actions";
import { parseHandover, storedHandover } from "./handover";
import { walkInUntried } from "./state";

type Props = WalkInChoices & { ownBranchId: string | null };

const never = () => () => {};

/** To the first field that was refused, else to the first that is worth typing into. */
function focusFirst(form: HTMLFormElement | null) {
  const number = form?.querySelector<HTMLInputElement>("[name=phoneNumber]");
  const next = number?.value ? form?.querySelector<HTMLInputElement>("[name=displayName]") : number;
  (form?.querySelector<HTMLElement>("[aria-invalid]") ?? next)?.focus();
}

/** Who stands here and what they want. Only the number is needed; works before scripts arrive and without them. */
export function WalkInForm({ branches, assignees, ownBranchId }: Props) {
  const [state, action] = useActionState(registerWalkInAction, walkInUntried);
  const stored = useSyncExternalStore(never, storedHandover, () => null);
  const handover = parseHandover(stored);
  const preset = branches.length === 1 ? branches[0]?.id : ownBranchId;
  const values = state.values ?? {
    phoneNumber: handover?.phoneNumber ?? "",
    displayName: handover?.displayName ?? "",
    branch: preset ?? "",
    interest: "",
    assignee: "",
  };

  return (
    <Card className="max-w-2xl p-4 sm:p-6">
      {/* Fields are made anew after a try: React empties a form that was sent, and would leave the selects so. */}
      <form
        ref={focusFirst}
        action={action}
        key={JSON.stringify([stored, state])}
        className="grid gap-4 sm:grid-cols-2"
      >
        {state.error && (
          <Notice tone="bad" isAlert className="sm:col-span-2">
            {state.error}
          </Notice>
        )}
        <TextField
          label="Phone number"
          name="phoneNumber"
          type="tel"
          dir="ltr"
          autoComplete="off"
          required
          maxLength={100}
          defaultValue={values.phoneNumber}
          error={state.fields.phoneNumber}
          hint="In any format; with +, or as it is dialled here."
        />
        <TextField
          label="Name"
          name="displayName"
          isOptional
          dir="auto"
          autoComplete="off"
          maxLength={200}
          defaultValue={values.displayName}
          error={state.fields.displayName}
        />
        <TextareaField
          label="What they want"
          name="interest"
          isOptional
          maxLength={1000}
          className="sm:col-span-2"
          defaultValue={values.interest}
          error={state.fields.interest}
        />
        {branches.length > 0 && (
          <SelectField label="Branch" name="branch" defaultValue={values.branch} error={state.fields.branch}>
            {branches.length > 1 && <option value="">No branch</option>}
            {branches.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label="Looked after by"
          name="assignee"
          isOptional
          defaultValue={values.assignee}
          error={state.fields.assignee}
        >
          <option value="">Nobody yet</option>
          {assignees.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <div className="flex flex-wrap gap-2 sm:col-span-2">
          <SubmitButton size="lg" pendingLabel="Saving…">
            Save walk-in
          </SubmitButton>
          <ButtonLink href="/desk" variant="ghost" size="lg">
            Cancel
          </ButtonLink>
        </div>
      </form>
    </Card>
  );
}
