import { apiKeyCreate } from "./api-key-create";
import { apiKeyRevoke } from "./api-key-revoke";
import type { CrmCommand } from "./command";
import { demoCall, demoRing } from "./demo";
import { userCreate } from "./user-create";

/** Everything that `npm run crm` knows. A command is a file beside this one and a line here. */
export const commands: readonly CrmCommand[] = [apiKeyCreate, apiKeyRevoke, userCreate, demoRing, demoCall];
