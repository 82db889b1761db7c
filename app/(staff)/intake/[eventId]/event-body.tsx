import { JsonView } from "@/components/intake/json-view";
import { Section } from "@/components/ui/card";
import type { EventDetail } from "@/domain/intake/get-event";

const FORMATS = { json: "JSON", form: "a form", text: "neither JSON nor a form" } as const;

/** What was received: laid out where it can be, and exactly as it came. */
export function EventBody({ body }: { body: EventDetail["body"] }) {
  const about = `${body.bytes.toLocaleString("en")} bytes, ${FORMATS[body.format]}`;
  return (
    <Section title="Body" action={<span className="text-sm text-muted">{about}</span>}>
      {body.isCut && (
        <p className="mb-3 text-sm text-muted">
          Only the first {body.raw.length.toLocaleString("en")} characters are shown.
        </p>
      )}
      {body.pretty === null ? (
        <JsonView label="the body as received" text={body.raw} />
      ) : (
        <>
          <JsonView label="the body, laid out" text={body.pretty} />
          <details className="mt-3">
            <summary className="w-fit cursor-pointer rounded-control py-1 text-sm font-medium text-muted hover:text-text">
              As received
            </summary>
            <div className="mt-1">
              <JsonView label="the body as received" text={body.raw} />
            </div>
          </details>
        </>
      )}
    </Section>
  );
}
