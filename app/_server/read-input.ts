import type { z } from "zod";
import { refuseUnstorable } from "@/domain/command";
import { AppError, type FieldError } from "@/domain/errors";

/**
 * Parses a body or a query, or throws `invalid` naming each field. A field that is not known is named itself, with those that are,
 * so that a misspelt one is not silently left out.
 */
export function readInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  refuseUnstorable(raw);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", "Nothing was changed: see errors.", {
    fields: parsed.error.issues.flatMap((issue) => fieldErrors(issue, schema)),
  });
}

function fieldErrors(issue: z.core.$ZodIssue, schema: z.ZodType): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const known = path.length === 0 && "shape" in schema ? Object.keys(Object(schema.shape)) : [];
    const message = known.length > 0 ? `is not known; known are ${known.join(", ")}` : "is not known";
    return issue.keys.map((key) => ({ field: [...path, key].join("."), message }));
  }
  return [{ field: path.join(".") || "body", message: issue.message }];
}
