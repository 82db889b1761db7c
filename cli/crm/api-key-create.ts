import { createApiKey } from "@/domain/accounts/api-keys";
import { roleInput } from "@/domain/accounts/input";
import { ROLES } from "@/domain/permissions";
import { type CrmCommand, UsageError } from "./command";
import { withCtx } from "./with-ctx";

export const apiKeyCreate: CrmCommand = {
  name: "api-key create",
  usage: "--name N --role R",
  summary: "make a key for a program; it is shown once",
  options: { name: { type: "string" }, role: { type: "string" } },
  details: [
    "--name N   what the key is for, such as voice-bot",
    `--role R   what it may do: ${ROLES.join(", ")}`,
  ],
  run: async (input) => {
    const name = input.required("name");
    const role = roleInput.safeParse(input.required("role"));
    if (!role.success) throw new UsageError(`--role: ${role.error.issues[0]?.message}.`);
    const made = await withCtx((ctx) => createApiKey(ctx, { name, role: role.data }));
    return {
      json: made,
      lines: [made.key, "", "This is the only time it is shown. Send it as: Authorization: Bearer <key>"],
    };
  },
};
