import "server-only";
import type { z } from "zod";
import { database } from "@/db/client";
import type { SessionUser } from "@/domain/accounts/session";
import { type Ctx, makeCtx } from "@/domain/ctx";
import { log } from "@/domain/log";
import { type Actor, requirePermission } from "@/domain/permissions";
import { type Identity, identify } from "./identify";
import { readJson } from "./json-body";
import type { Operation } from "./operation";
import { problemResponse } from "./problem";
import { readInput } from "./read-input";
import { requestIdOf } from "./request-id";
import { withTransportSecurity } from "./transport-security";

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type RouteContext = { params: Promise<Record<string, string>> };

export type Call<B, Q> = {
  ctx: Ctx;
  /** Who is signed in; null for an API key and for a public call. */
  user: SessionUser | null;
  body: Parsed<B>;
  query: Parsed<Q>;
  params: Record<string, string>;
  request: Request;
};

/**
 * A Route Handler for one operation: who calls → may they → parse → handler → JSON. Errors become problem details, and each request is
 * one log line without its query string, which may hold a phone number.
 */
export function apiRoute<
  B extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  A extends z.ZodType,
>(
  operation: Operation<B, Q, A>,
  handler: (call: Call<B, Q>) => Promise<{ status?: number; body: z.input<A> }>,
) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const started = performance.now();
    const requestId = requestIdOf(request.headers);
    let actor: Actor | null = null;
    let response: Response;
    try {
      const identity = await whoCalls(operation, request);
      actor = identity.actor;
      if (operation.access !== "public") requirePermission(actor, operation.access);
      const query = operation.query && readInput(operation.query, readQuery(request));
      const body = operation.body && readInput(operation.body, await readJson(request));
      const answer = await handler({
        ctx: makeCtx({ db: database(), actor, requestId }),
        user: identity.user,
        // Parsed by the very schema that the type is inferred from; TypeScript cannot follow that through the generic.
        body: body as Parsed<B>,
        query: query as Parsed<Q>,
        params: await context.params,
        request,
      });
      response = Response.json(answer.body, { status: answer.status ?? 200 });
    } catch (error) {
      // Who typed on has closed the connection: nobody waits for this answer, and nothing is wrong.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      response = problemResponse(error, { requestId, instance: new URL(request.url).pathname });
    }
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("x-request-id", requestId);
    log.info("api request", {
      method: request.method,
      route: operation.path,
      status: response.status,
      ms: Math.round(performance.now() - started),
      request_id: requestId,
      actor_kind: actor?.kind,
      actor_id: actor && "id" in actor ? actor.id : undefined,
    });
    return withTransportSecurity(response);
  };
}

async function whoCalls(operation: Operation, request: Request): Promise<Identity> {
  if (operation.access !== "public") return identify(request);
  return { actor: { kind: "system", name: operation.id }, user: null };
}

const readQuery = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);
