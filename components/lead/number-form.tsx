"use client";

import type { Save } from "@/components/customer/saved";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextField } from "@/components/ui/text-field";
import { ChangeForm } from "./change-form";

type Props = {
  leadId: string;
  received: string | null;
  countries: { code: string; name: string }[];
  /** The name of the country that a national number is read in unless another is chosen. */
  usualCountry: string;
  save: Save;
};

/** A readable number in the place of the one that came in. It links at once; what came in stays in the history. */
export function NumberForm({ leadId, received, countries, usualCountry, save }: Props) {
  return (
    <ChangeForm leadId={leadId} save={save} label="Number" className="flex flex-col gap-4">
      {(answer) => (
        <>
          <TextField
            label="Phone number"
            name="phoneNumber"
            type="tel"
            dir="ltr"
            autoComplete="off"
            required
            maxLength={100}
            defaultValue={answer.text ?? received ?? ""}
            error={answer.fields.phone_number ?? answer.fields.phoneNumber}
            hint="In any format. What came in stays in the history."
          />
          <SelectField label="Country, if the number has no +" name="country" error={answer.fields.country}>
            <option value="">{usualCountry}, as usual here</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <SubmitButton className="self-start" pendingLabel="Linking…">
            Save and link
          </SubmitButton>
        </>
      )}
    </ChangeForm>
  );
}
