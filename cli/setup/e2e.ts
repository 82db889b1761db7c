import { closeSync, openSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { freePort } from "@/db/embedded/cluster";
import { SetupFailure } from "@/db/setup-failure";
import { testEnvironment } from "@/db/testing/environment";
import { serverProgram } from "./build";
import { endChild, startNode } from "./child";
import { createIfMissing } from "./database";
import { migrate, seed } from "./prepare";
import { dataPath, root } from "./root";
import { atEnd } from "./run-command";
import { addressFor, answersOn } from "./server";

const PASSWORD = "end-to-end-password";

/**
 * Two production servers with a database each: one with the demo's data, one with the clinic's. Returns the variables by which specs find
 * them, their databases, logs, secrets and the accounts' password.
 */
export async function startE2eServers(databaseServer: string): Promise<Record<string, string>> {
  process.env.DEMO_PASSWORD = PASSWORD;
  const demo = await startOne(databaseServer, "demo");
  const clinic = await startOne(databaseServer, "clinic");
  return {
    ...testEnvironment,
    DEMO_PASSWORD: PASSWORD,
    E2E_BASE_URL: demo.url,
    E2E_DATABASE_URL: demo.database,
    E2E_LOG: demo.log,
    E2E_CLINIC_URL: clinic.url,
    E2E_CLINIC_DATABASE_URL: clinic.database,
    E2E_CLINIC_LOG: clinic.log,
  };
}

async function startOne(databaseServer: string, kind: "demo" | "clinic") {
  const name = `e2e_${kind}_${process.pid}_test`;
  await createIfMissing(databaseServer, name);
  const database = Object.assign(new URL(databaseServer), { pathname: `/${name}` }).href;
  await migrate(database);
  await seed(database, kind);

  const port = await freePort();
  const url = `http://localhost:${port}`;
  const log = dataPath(`e2e-${kind}.log`);
  const output = openSync(log, "w");
  const watch = pathToFileURL(`${root}/cli/setup/watch-parent.mjs`).href;
  const server = startNode(["--import", watch, serverProgram], {
    output,
    env: {
      ...testEnvironment,
      ...addressFor(port, url),
      NEXTAUTH_SECRET: testEnvironment.AUTH_SECRET,
      DATABASE_URL: database,
      SWITCHBOARD_DEMO: "1",
      LOG_LEVEL: "info",
      NODE_ENV: "production",
    },
  });
  closeSync(output);
  atEnd(() => endChild(server));
  if (!(await answersOn(port, server)))
    throw new SetupFailure(`The server under test ended at once; its log is ${log}.`);
  return { url, database, log };
}
