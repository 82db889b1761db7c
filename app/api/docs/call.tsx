import type { readableOperations } from "@/app/api/v1/_wire/openapi";
import { type Field, Fields } from "./fields";

type ReadableCall = ReturnType<typeof readableOperations>[number];

/** One call: what it does, who may, what goes in, what comes out, and a line to try it with. */
export function Call({ call, server }: { call: ReadableCall; server: string }) {
  const parameters = call.parameters.map(
    ({ name, required, schema }): Field => ({ name, isRequired: required, schema }),
  );
  return (
    <section aria-labelledby={call.id} className="mt-10 border-t border-border pt-6">
      <h2 id={call.id} className="scroll-mt-4 text-lg font-semibold break-all">
        <code>
          {call.method} {call.path}
        </code>
      </h2>
      <p className="mt-1 max-w-prose">{call.summary}</p>
      <p className="mt-1 text-sm text-muted">
        {call.roles ? `Roles: ${call.roles.join(", ")}.` : "Needs no key."}
      </p>
      <Fields title="Parameters" fields={parameters} />
      <Fields title="Body" fields={call.fields} />
      <Fields title="Answer" fields={call.answer} />
      <h3 className="mt-4 font-semibold">Statuses</h3>
      <dl className="mt-1 grid grid-cols-[3rem_1fr] gap-x-3 gap-y-1 text-sm">
        {[...call.successes, ...call.refusals].map(([status, meaning]) => (
          <div key={status} className="contents">
            <dt className="font-medium tabular-nums">{status}</dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
      <h3 className="mt-4 font-semibold">Example</h3>
      <pre className="mt-1 rounded-card border border-border bg-raised p-3 text-sm break-all whitespace-pre-wrap">
        <code>{curl(call, server)}</code>
      </pre>
    </section>
  );
}

function curl(call: ReadableCall, server: string): string {
  const url = `${server}${call.path.replace("{id}", "$ID")}`;
  const lines = [`curl ${call.method === "GET" ? "" : `-X ${call.method} `}"${url}"`];
  if (call.roles) lines.push('-H "Authorization: Bearer $KEY"');
  if (call.example) lines.push('-H "Content-Type: application/json"', `-d '${JSON.stringify(call.example)}'`);
  return lines.join(" \\\n  ");
}
