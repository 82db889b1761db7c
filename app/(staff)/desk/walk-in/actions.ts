"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { refusalState } from "@/app/_server/action";
import { requireUser } from "@/app/_server/session";
import { registerWalkIn } from "@/domain/leads/register-walk-in";
import type { WalkInOutcome } from "./saved-notice";
import type { WalkInField, WalkInState } from "./state";

/** The walk-in form. Goes on to the customer, with a word on what was done; a refusal gives back all that was entered. */
export async function registerWalkInAction(_previous: WalkInState, form: FormData): Promise<WalkInState> {
  const { ctx } = await requireUser();
  const entered = (name: WalkInField) => String(form.get(name) ?? "").slice(0, 2000);
  const given = (name: WalkInField) => entered(name).trim() || undefined;
  let destination: string;
  try {
    const saved = await registerWalkIn(ctx, {
      phoneNumber: entered("phoneNumber"),
      displayName: given("displayName"),
      branch: given("branch"),
      interest: given("interest"),
      assignee: given("assignee"),
    });
    const outcome: WalkInOutcome = saved.isNewCustomer ? "registered" : saved.isNewLead ? "opened" : "joined";
    destination = `/customers/${saved.customerId}?walk_in=${outcome}`;
  } catch (error) {
    const { error: message, fields } = refusalState(error, ctx.requestId);
    return {
      error: Object.keys(fields).length > 0 ? null : message,
      // Commands name fields as the API does.
      fields: { ...fields, phoneNumber: fields.phoneNumber ?? fields.phone_number },
      values: {
        phoneNumber: entered("phoneNumber"),
        displayName: entered("displayName"),
        branch: entered("branch"),
        interest: entered("interest"),
        assignee: entered("assignee"),
      },
    };
  }
  redirect(destination as Route);
}
