import { apiKeyCreate } from "./api-key-create";
import { apiKeyRevoke } from "./api-key-revoke";
import type { CrmCommand } from "./command";
import { demoCall, demoRing } from "./demo";
import { demoLead } from "./demo-lead";
import { replay } from "./replay";
import { syncKnowlarity, syncMeta } from "./sync";
import { userCreate } from "./user-create";

/** Everything that `npm run crm` knows. A command is a file beside this one and a line here. */
export const commands: readonly CrmCommand[] = [
  apiKeyCreate,
  apiKeyRevoke,
  userCreate,
  replay,
  syncKnowlarity,
  syncMeta,
  demoRing,
  demoCall,
  demoLead,
];
