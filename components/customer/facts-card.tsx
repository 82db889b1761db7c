import { Section } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { Fact, FactList } from "@/components/ui/fact-list";
import { Kbd } from "@/components/ui/kbd";
import { TimeText } from "@/components/ui/time-text";
import type { CustomerView } from "@/domain/customers/view";
import { EditableFact } from "./editable-fact";
import { FACTS } from "./facts";
import type { Save } from "./saved";

type Props = {
  customer: CustomerView;
  now: Date;
  timeZone: string;
  areKeysOn: boolean;
  /** Absent for who may only read. */
  edit: { save: Save; asked: string | undefined } | null;
};

/** What is known about the person. Whoever may edit presses a value to change it. */
export function FactsCard({ customer, now, timeZone, areKeysOn, edit }: Props) {
  return (
    <Section
      title="Details"
      action={
        edit &&
        areKeysOn && (
          <span data-no-print className="flex items-center gap-1.5 text-sm text-muted pointer-coarse:hidden">
            Edit <Kbd>e</Kbd>
          </span>
        )
      }
    >
      <FactList>
        {FACTS.map(({ field, label }) => (
          <Fact key={field} label={label}>
            {edit ? (
              <EditableFact
                customerId={customer.id}
                field={field}
                label={label}
                value={customer[field]}
                isAskedFor={edit.asked === field}
                save={edit.save}
              />
            ) : (
              customer[field] && <bdi dir="auto">{customer[field]}</bdi>
            )}
          </Fact>
        ))}
        <Fact label="Came by">{customer.source && <ChannelIcon channel={customer.source} hasLabel />}</Fact>
        <Fact label="Since">
          <TimeText at={customer.createdAt} now={now} timeZone={timeZone} format="date" />
        </Fact>
      </FactList>
    </Section>
  );
}
