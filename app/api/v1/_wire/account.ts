import { z } from "zod";
import { signInInput } from "@/domain/accounts/input";
import type { SessionUser } from "@/domain/accounts/session";
import { ROLES } from "@/domain/permissions";
import { customer } from "./customer";
import { id, instant } from "./fields";

export const user = z.object({ id, email: z.string(), role: z.enum(ROLES), customer_id: id.nullable() });

export const loginBody = signInInput;
export const loginAnswer = z.object({
  token: z.string().meta({ description: "A JWT to send as `Authorization: Bearer …`." }),
  expires_at: instant,
  user,
});

export const meAnswer = z.object({
  user: user.nullable().meta({ description: "Null for an API key." }),
  api_key: z
    .object({ id, role: z.enum(ROLES) })
    .nullable()
    .meta({ description: "Null for a person." }),
  customer: customer.nullable().meta({ description: "The user's own customer record, if the user is one." }),
});

export const userToWire = (view: SessionUser): z.input<typeof user> => ({
  id: view.id,
  email: view.email,
  role: view.role,
  customer_id: view.customerId,
});
