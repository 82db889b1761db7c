import { z } from "zod";
import type { Operation } from "@/app/_server/operation";
import { rolesWith } from "@/domain/permissions";
import { operations } from "./operations";
import { problem } from "./problem";

type Json = Record<string, unknown>;

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/**
 * As requests are written ("input"), for answers too: their schemas change no value, and so they stay open to fields added later. Named
 * schemas (Customer, Lead) go to `named` once and are referred to.
 */
function jsonSchema(schema: z.ZodType, named: Json = {}): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }));
  const {
    $schema: _,
    $defs,
    ...rest
  }: Json = JSON.parse(text.replaceAll("#/$defs/", "#/components/schemas/"));
  for (const [name, definition] of Object.entries(Object($defs) as Record<string, Json>)) {
    const { id: _id, ...described } = definition;
    named[name] = described;
  }
  return rest;
}

type Property = { name: string; schema: Json; isRequired: boolean };

function propertiesOf(schema: Json): Property[] {
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(Object(schema.properties) as Record<string, Json>).map(([name, property]) => ({
    name,
    schema: property,
    isRequired: required.includes(name),
  }));
}

type Parameter = { name: string; in: "path" | "query"; required: boolean; schema: Json };

function parametersOf(operation: Operation): Parameter[] {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = ""]): Parameter => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string", format: "uuid" },
    }),
  );
  if (!operation.query) return inPath;
  const inQuery = propertiesOf(jsonSchema(operation.query)).map(
    ({ name, schema, isRequired }): Parameter => ({ name, in: "query", required: isRequired, schema }),
  );
  return [...inPath, ...inQuery];
}

const json = (schema: Json) => ({ "application/json": { schema } });
const refusal = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: reference("Problem") } },
});

function refusalsOf(operation: Operation): Record<string, string> {
  const takesInput = operation.body || operation.query;
  return {
    ...(operation.body && { 400: "The body is not JSON.", 413: "The body is larger than 1 MB." }),
    ...(operation.access !== "public" && {
      401: "No key, token or session, or one that is over.",
      403: `The role may not: it needs ${rolesWith(operation.access).join(", ")}.`,
    }),
    ...(takesInput && { 422: "Some fields cannot be accepted; `errors` names each." }),
    500: "A fault on our side; `request_id` is its reference.",
    503: "The database does not answer.",
    ...operation.refusals,
  };
}

function describeCall(operation: Operation): Json {
  const name = capitalised(operation.id);
  const successes = Object.entries(operation.successes).map(([status, description]) => [
    status,
    { description, content: json(reference(`${name}Answer`)) },
  ]);
  const refusals = Object.entries(refusalsOf(operation)).map(([status, text]) => [status, refusal(text)]);
  return {
    operationId: operation.id,
    summary: operation.summary,
    security: operation.access === "public" ? [] : [{ bearer: [] }, { session: [] }],
    parameters: parametersOf(operation),
    ...(operation.body && { requestBody: requestBodyOf(operation, name) }),
    responses: Object.fromEntries([...successes, ...refusals]),
  };
}

function requestBodyOf(operation: Operation, name: string): Json {
  const content = { schema: reference(`${name}Request`), example: operation.example };
  return { required: true, content: { "application/json": content } };
}

function schemasOf(all: Operation[]): Json {
  const schemas: Json = { Problem: jsonSchema(problem) };
  for (const operation of all) {
    const name = capitalised(operation.id);
    schemas[`${name}Answer`] = jsonSchema(operation.answer, schemas);
    if (operation.body) schemas[`${name}Request`] = jsonSchema(operation.body, schemas);
  }
  return schemas;
}

/** The OpenAPI 3.1 description, made from the very schemas that check the requests. */
export function openApi(server: string): Json {
  const all: Operation[] = Object.values(operations);
  const paths: Record<string, Json> = {};
  for (const operation of all) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeCall(operation),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Switchboard",
      version: "1",
      description: "JSON in snake_case. Errors are RFC 9457 problem details. Times are ISO 8601 in UTC.",
    },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "An API key (`sb_…`), or the token of `login`.",
        },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
      schemas: schemasOf(all),
    },
  };
}

/** The calls as the documentation page shows them. */
export const readableOperations = () =>
  Object.values(operations).map((operation: Operation) => ({
    id: operation.id,
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    roles: operation.access === "public" ? null : rolesWith(operation.access),
    parameters: parametersOf(operation),
    fields: operation.body ? propertiesOf(jsonSchema(operation.body)) : [],
    answer: propertiesOf(jsonSchema(operation.answer)),
    example: operation.example,
    successes: Object.entries(operation.successes),
    refusals: Object.entries(refusalsOf(operation)),
  }));
