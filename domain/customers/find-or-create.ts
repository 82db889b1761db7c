import { command } from "@/domain/command";
import { AppError } from "@/domain/errors";
import { readPhone } from "@/domain/phone/read";
import { findOrCreateInput } from "./input";
import { phoneContext } from "./phone-context";
import { resolveByPhone } from "./resolve";

/**
 * The customer of a number, created if nobody has it. Throws `invalid` on `phone_number` with the reason when it cannot be a
 * person's number, and `conflict` when several people share it.
 */
export const findOrCreateByPhone = command({
  name: "customers.find_or_create",
  permission: "customers.resolve",
  input: findOrCreateInput,
  run: async (ctx, input, audit) => {
    const reading = readPhone(input.phoneNumber, await phoneContext(ctx, { country: input.country }));
    if (reading.kind === "none") throw numberRefused(reading.explanation);
    const resolution = await resolveByPhone(ctx, {
      reading,
      source: "api",
      facts: input,
      seenAt: new Date(),
      subject: { kind: "api", id: null },
    });
    if (!resolution.customerId) {
      throw new AppError("conflict", "Several people share this number; pick the person instead.");
    }
    if (resolution.isNewCustomer) audit({ subjectKind: "customer", subjectId: resolution.customerId });
    return { customerId: resolution.customerId, isNewCustomer: resolution.isNewCustomer };
  },
});

export const numberRefused = (explanation: string) =>
  new AppError("invalid", "This cannot be a person's number.", {
    fields: [{ field: "phone_number", message: explanation }],
  });
