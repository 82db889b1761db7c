import type { z } from "zod";
import { type AuditNote, recordAudit } from "./audit";
import { type Ctx, inTransaction } from "./ctx";
import { AppError } from "./errors";
import { type Permission, requirePermission } from "./permissions";
import { UNSTORABLE, unstorablePath } from "./storable-text";

/** What a command may add to its audit row. */
export type Audit = (note: AuditNote) => void;

/**
 * A change of state: may this actor → parse → transaction (joins an outer one) → run → audit row, in that order and never forgotten.
 * The audit row is written in the same transaction; if it cannot be, nothing is changed.
 */
export function command<Input extends z.ZodType, Output>(definition: {
  name: string;
  permission: Permission;
  input: Input;
  run: (ctx: Ctx, input: z.output<Input>, audit: Audit) => Promise<Output>;
}) {
  return async (ctx: Ctx, raw: z.input<Input>): Promise<Output> => {
    requirePermission(ctx.actor, definition.permission);
    const input = parseInput(definition.input, raw);
    return inTransaction(ctx, async (inner) => {
      const notes: AuditNote[] = [];
      const output = await definition.run(inner, input, (note) => notes.push(note));
      for (const note of notes) await recordAudit(inner, definition.name, note);
      return output;
    });
  };
}

/** Parses what came in from outside, or throws `invalid` naming each field and what was expected of it. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  refuseUnstorable(raw);
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    field: issue.path.map(String).join(".") || "body",
    message: issue.message,
  }));
  throw new AppError("invalid", "Some fields cannot be accepted.", { fields });
}

/** Text that PostgreSQL would refuse in the middle of a transaction is refused at the door, by its field's name. */
export function refuseUnstorable(raw: unknown): void {
  const field = unstorablePath(raw);
  if (field === null) return;
  throw new AppError("invalid", "Some fields cannot be accepted.", {
    fields: [{ field: field || "body", message: UNSTORABLE }],
  });
}
