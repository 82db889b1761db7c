import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { SessionUser } from "@/domain/accounts/session";
import type { Ctx } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import { faultFields, log } from "@/domain/log";
import { requireUser } from "./session";

/** What a form gets back: `error` for the form as a whole, `fields` by the field's name, `result` when it went well. */
export type ActionState<Result = null> = {
  error: string | null;
  fields: Record<string, string>;
  result: Result | null;
};

export const untouched: ActionState<never> = { error: null, fields: {}, result: null };

/**
 * A server action for `useActionState`. Every one is a public endpoint, so it first asks who is signed in; what they may do is checked by
 * the command that `run` calls. A refusal becomes state that the form shows; a fault is logged and only its reference is shown.
 */
export function action<Result>(
  run: (call: { ctx: Ctx; user: SessionUser; form: FormData }) => Promise<Result>,
) {
  return async (_previous: ActionState<Result>, form: FormData): Promise<ActionState<Result>> => {
    const { ctx, user } = await requireUser();
    try {
      return { error: null, fields: {}, result: await run({ ctx, user, form }) };
    } catch (error) {
      unstable_rethrow(error);
      return refusalState(error, ctx.requestId);
    }
  };
}

/** A thrown value as a form shows it. */
export function refusalState(error: unknown, requestId: string): ActionState<never> {
  if (error instanceof AppError) {
    // The first message of each field: a form has room for one.
    const fields = Object.fromEntries(
      error.fields.toReversed().map(({ field, message }) => [field, message]),
    );
    return { error: error.message, fields, result: null };
  }
  log.error("action failed", { request_id: requestId, ...faultFields(error) });
  return {
    ...untouched,
    error: `Something failed on our side. It was recorded under the reference ${requestId}.`,
  };
}
