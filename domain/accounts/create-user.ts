import { users } from "@/db/schema/accounts";
import { command } from "@/domain/command";
import { AppError } from "@/domain/errors";
import { createUserInput } from "./input";
import { generatePassword, hashPassword } from "./password";

/**
 * Makes a login. Without a password one is generated and answered as `generatedPassword`: the only time it can be read.
 * Throws `conflict` when the address has a login, in whatever case of letters.
 */
export const createUser = command({
  name: "createUser",
  permission: "accounts.manage",
  input: createUserInput,
  run: async (ctx, input, audit) => {
    const generatedPassword = input.password === undefined ? generatePassword() : null;
    const passwordHash = await hashPassword(input.password ?? generatedPassword ?? "");
    const [user] = await ctx.db
      .insert(users)
      .values({ email: input.email, name: input.name, role: input.role, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id, email: users.email, name: users.name, role: users.role });
    if (!user) {
      throw new AppError("conflict", "Somebody signs in with this e-mail address already.", {
        fields: [{ field: "email", message: "is taken" }],
      });
    }
    audit({ subjectKind: "user", subjectId: user.id, changes: { role: user.role } });
    return { user, generatedPassword };
  },
});
