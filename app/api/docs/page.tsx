import type { Metadata } from "next";
import { readableOperations } from "@/app/api/v1/_wire/openapi";
import { env } from "@/env";
import { Call } from "./call";

export const metadata: Metadata = { title: "API" };
// Rendered with each request: a build has no APP_URL to show in the examples.
export const dynamic = "force-dynamic";

export default function ApiDocs() {
  const calls = readableOperations();
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-8 outline-none">
      <h1 className="text-2xl font-semibold tracking-tight">API</h1>
      <div className="mt-2 max-w-prose space-y-2 text-muted">
        <p>
          Send an API key as <code>Authorization: Bearer sb_…</code>. A key is made with{" "}
          <code>npm run crm -- api-key create --name bot --role receptionist</code> and shown once.
        </p>
        <p>
          JSON in snake_case. A field that is absent stays as it is; <code>null</code> and unknown fields are
          refused. Errors are problem details (RFC 9457) with <code>errors</code> naming each field.
        </p>
        <p>
          For programs:{" "}
          <a className="font-medium text-accent underline underline-offset-2" href="/api/openapi.json">
            openapi.json
          </a>
        </p>
      </div>
      <nav aria-label="Calls" className="mt-6">
        <ul className="space-y-1">
          {calls.map((call) => (
            <li key={call.id}>
              <a
                className="inline-flex gap-2 text-accent underline underline-offset-2 touch-target"
                href={`#${call.id}`}
              >
                <code className="break-all">
                  {call.method} {call.path}
                </code>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {calls.map((call) => (
        <Call key={call.id} call={call} server={env().APP_URL} />
      ))}
    </main>
  );
}
