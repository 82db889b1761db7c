import type { z } from "zod";
import type { Permission } from "@/domain/permissions";

type Body = z.ZodType | undefined;

/** One call of the API: what the route checks and what the description says are the same object. Paths as OpenAPI writes them. */
export type Operation<B extends Body = Body, Q extends Body = Body, A extends z.ZodType = z.ZodType> = {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  summary: string;
  /** What it needs; "public" asks for no key at all. */
  access: Permission | "public";
  query: Q;
  body: B;
  answer: A;
  /** A body that is accepted, for the description. */
  example?: Record<string, unknown>;
  /** Success statuses and when each is answered. */
  successes: Record<number, string>;
  /** Refusals beyond those that every call has (401, 403, 500, 503; 400, 413 and 422 where there is input). */
  refusals?: Record<number, string>;
};

/** Keeps the exact types of the schemas. */
export function operation<A extends z.ZodType, B extends Body = undefined, Q extends Body = undefined>(
  definition: Omit<Operation<B, Q, A>, "body" | "query"> & { body?: B; query?: Q },
): Operation<B, Q, A> {
  // An absent schema infers as undefined, which is what the property then is.
  return { ...definition, body: definition.body as B, query: definition.query as Q };
}
