import { clientAddressOf } from "@/app/_server/client-address";
import { apiRoute } from "@/app/_server/route";
import { signInWithPassword } from "@/domain/accounts/sign-in";
import { issueToken } from "@/domain/accounts/token";
import { env } from "@/env";
import { userToWire } from "../../_wire/account";
import { iso } from "../../_wire/fields";
import { operations } from "../../_wire/operations";

export const POST = apiRoute(operations.login, async ({ ctx, body, request }) => {
  const address = clientAddressOf(request.headers.get("x-forwarded-for"));
  const user = await signInWithPassword(ctx, { ...body, address });
  const { token, expiresAt } = issueToken(user, env().AUTH_SECRET);
  return { body: { token, expires_at: iso(expiresAt), user: userToWire(user) } };
});
