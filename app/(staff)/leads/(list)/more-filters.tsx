import { ListFilter } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { channelName } from "@/components/ui/channel-icon";
import { SelectField } from "@/components/ui/text-field";
import { LEAD_SOURCES, ME, NO_BRANCH, UNASSIGNED } from "@/domain/leads/input";
import type { WalkInChoices } from "@/domain/leads/walk-in-choices";
import { type Filter, leadsAddress } from "./filter";

const VIEWS = [
  { view: "", word: "Leads to work on" },
  { view: "archived", word: "Archived" },
  { view: "junk", word: "Junk" },
  { view: "test", word: "Tests" },
];

/** The rarer filters, as a plain form that writes the address. Open while one of them holds. */
export function MoreFilters({ filter, branches, assignees }: { filter: Filter } & WalkInChoices) {
  const isPerson = filter.assignee !== undefined && filter.assignee !== ME && filter.assignee !== UNASSIGNED;
  const chosen = [filter.source, filter.branch, filter.view, isPerson || undefined].filter(Boolean).length;
  return (
    // Made anew when the address changes: a form keeps what was chosen before otherwise.
    <details key={leadsAddress(filter)} open={chosen > 0} data-no-print className="mb-4">
      <summary className="inline-flex min-h-7 list-none items-center gap-1.5 rounded-control text-sm font-medium text-muted hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ListFilter size={14} aria-hidden />
        More filters{chosen > 0 && ` (${chosen})`}
      </summary>
      <form
        action="/leads"
        aria-label="Filter leads"
        className="mt-2 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
      >
        {filter.status && <input type="hidden" name="status" value={filter.status} />}
        {filter.isUnlinked && <input type="hidden" name="linked" value="no" />}
        <SelectField label="Source" name="source" defaultValue={filter.source ?? ""} className="md:w-40">
          <option value="">Any source</option>
          {LEAD_SOURCES.map((source) => (
            <option key={source} value={source}>
              {channelName(source)}
            </option>
          ))}
        </SelectField>
        <SelectField label="Branch" name="branch" defaultValue={filter.branch ?? ""} className="md:w-44">
          <option value="">Any branch</option>
          {branches.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value={NO_BRANCH}>No branch</option>
        </SelectField>
        <SelectField
          label="Looked after by"
          name="assignee"
          defaultValue={filter.assignee ?? ""}
          className="md:w-44"
        >
          <option value="">Anybody</option>
          <option value={ME}>Me</option>
          <option value={UNASSIGNED}>Nobody</option>
          {assignees.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label="Show" name="view" defaultValue={filter.view ?? ""} className="md:w-44">
          {VIEWS.map(({ view, word }) => (
            <option key={view} value={view}>
              {word}
            </option>
          ))}
        </SelectField>
        <div className="col-span-2 flex gap-2">
          <Button type="submit" className="h-9">
            Apply
          </Button>
          {chosen > 0 && (
            <ButtonLink
              href={leadsAddress({ status: filter.status, isUnlinked: filter.isUnlinked })}
              variant="ghost"
              className="h-9"
            >
              Clear
            </ButtonLink>
          )}
        </div>
      </form>
    </details>
  );
}
