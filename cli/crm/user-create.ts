import { createUser } from "@/domain/accounts/create-user";
import { roleInput } from "@/domain/accounts/input";
import { ROLES } from "@/domain/permissions";
import { type CrmCommand, UsageError } from "./command";
import { withCtx } from "./with-ctx";

export const userCreate: CrmCommand = {
  name: "user create",
  usage: "--email E --role R [--name N] [--password P]",
  summary: "make a login; without a password one is generated and shown once",
  options: {
    email: { type: "string" },
    name: { type: "string" },
    role: { type: "string" },
    password: { type: "string" },
  },
  details: [
    "--email E      the address to sign in with",
    `--role R       ${ROLES.join(", ")}`,
    "--name N       as colleagues see it; the address's first part when left out",
    "--password P   8 characters or more; other accounts of this machine may see a command line",
  ],
  run: async (input) => {
    const email = input.required("email");
    const role = roleInput.safeParse(input.required("role"));
    if (!role.success) throw new UsageError(`--role: ${role.error.issues[0]?.message}.`);
    const name = input.optional("name") ?? email.split("@")[0] ?? email;
    const password = input.optional("password");
    const { user, generatedPassword } = await withCtx((ctx) =>
      createUser(ctx, { email, name, role: role.data, password }),
    );
    return {
      json: { user, ...(generatedPassword && { password: generatedPassword }) },
      lines: [
        `${user.email} may sign in as ${user.role}.`,
        ...(generatedPassword ? [`Password (shown only now): ${generatedPassword}`] : []),
      ],
    };
  },
};
