"use server";

import { revalidatePath } from "next/cache";
import { type ActionState, action } from "@/app/_server/action";
import { APPOINTMENT_STATUSES } from "@/domain/appointments/input";
import { setAppointmentStatus } from "@/domain/appointments/set-status";
import { AppError } from "@/domain/errors";

const setStatus = action<null>(async ({ ctx, form }) => {
  const status = APPOINTMENT_STATUSES.find((known) => known === form.get("status"));
  if (!status) throw new AppError("invalid", "Choose what became of the appointment.");
  await setAppointmentStatus(ctx, { id: String(form.get("id")), status });
  revalidatePath("/appointments");
  return null;
});

/** Marks one appointment: `id` and `status` of the form. */
export async function setStatusAction(state: ActionState<null>, form: FormData): Promise<ActionState<null>> {
  return setStatus(state, form);
}
