"use client";

import { Search, SearchX } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useActionState, useState } from "react";
import { EventsTable } from "@/components/intake/events-table";
import type { RetryAction } from "@/components/intake/retry-state";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { intakeAddress, type ListFilter } from "../address";
import { type SearchState, unsearched } from "../state";

type Props = {
  filter: ListFilter;
  search: (state: SearchState, form: FormData) => Promise<SearchState>;
  retry: RetryAction;
  children: ReactNode;
};

/** The log's search, and the list below it until a phone number has been searched: what that found takes the list's place. */
export function EventSearch({ filter, search, retry, children }: Props) {
  const [state, send] = useActionState(search, unsearched);
  const [left, setLeft] = useState<SearchState>(unsearched);
  const found = state === left ? null : state.result;
  return (
    <>
      <search>
        <form action={send} className="mb-4 flex items-end gap-2" data-no-print>
          {(["status", "source", "from", "to"] as const).map(
            (name) => filter[name] && <input key={name} type="hidden" name={name} value={filter[name]} />,
          )}
          <Field label="Find events" className="max-w-md min-w-0 flex-1">
            {(control) => (
              <Input
                {...control}
                name="q"
                type="search"
                maxLength={200}
                autoComplete="off"
                data-phone-search
                key={found?.text ?? filter.q}
                defaultValue={found?.text ?? filter.q}
                placeholder="Phone, event id or words of an error"
              />
            )}
          </Field>
          <SubmitButton variant="secondary" className="h-9">
            <Search size={16} aria-hidden />
            Find
          </SubmitButton>
        </form>
      </search>
      {state.error && (
        <Notice tone="bad" isAlert className="mb-4">
          {state.error}
        </Notice>
      )}
      {found ? (
        <>
          <p role="status" className="mb-3 flex flex-wrap items-center gap-x-3">
            {found.events.length === 1 ? "1 event" : `${found.events.length} events`} of this number
            <Link
              href={intakeAddress({ ...filter, q: undefined })}
              onClick={() => setLeft(state)}
              className="text-accent underline-offset-2 hover:underline"
            >
              Show all events
            </Link>
          </p>
          <Card>
            {found.events.length > 0 ? (
              <EventsTable
                events={found.events}
                caption="Events of this number"
                now={found.now}
                retry={retry}
              />
            ) : (
              <EmptyState icon={<SearchX size={20} />} title="No event of this number">
                Nothing was received from it, or what was received has not been stored as anybody’s.
              </EmptyState>
            )}
          </Card>
        </>
      ) : (
        children
      )}
    </>
  );
}
