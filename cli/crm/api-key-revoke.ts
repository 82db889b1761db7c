import { revokeApiKey } from "@/domain/accounts/api-keys";
import type { CrmCommand } from "./command";
import { withCtx } from "./with-ctx";

export const apiKeyRevoke: CrmCommand = {
  name: "api-key revoke",
  usage: "--id ID",
  summary: "end a key at once",
  options: { id: { type: "string" } },
  details: ["--id ID   the id that `api-key create --json` printed"],
  run: async (input) => {
    const id = input.required("id");
    await withCtx((ctx) => revokeApiKey(ctx, { id }));
    return { json: { revoked: id }, lines: ["The key opens nothing any more."] };
  },
};
