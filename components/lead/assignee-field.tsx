import { SelectField } from "@/components/ui/text-field";
import { UNASSIGNED } from "@/domain/leads/input";

type Person = { id: string; name: string };

/** Who looks after a lead. Whoever has it now stands there even when their login is over. */
export function AssigneeField({ assignees, present }: { assignees: Person[]; present: Person | null }) {
  const others = assignees.filter(({ id }) => id !== present?.id);
  const people = present ? [present, ...others] : others;
  return (
    <SelectField
      label="Looked after by"
      name="assignee"
      defaultValue={present?.id ?? UNASSIGNED}
      className="min-w-0 max-sm:flex-1 sm:w-56"
    >
      <option value={UNASSIGNED}>Nobody</option>
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
