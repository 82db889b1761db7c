import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { startThrowaway } from "../embedded/throwaway";
import { migrateUp } from "../migrate";
import { testEnvironment } from "./environment";

const dataFolder = fileURLToPath(new URL("../../.data", import.meta.url));

/**
 * Runs once before all tests: a server (TEST_DATABASE_URL, else a throwaway one), and in it one migrated database from which every
 * test file clones its own. The given server's own databases are never touched. Returns what undoes it.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? null : await startThrowaway(dataFolder);
  const adminUrl = given ?? server?.url("postgres") ?? "";
  const template = `template_${process.pid}_test`;
  const templateUrl = Object.assign(new URL(adminUrl), { pathname: `/${template}` }).href;

  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  await admin`drop database if exists ${admin(template)} with (force)`;
  await admin`create database ${admin(template)}`;
  await migrateUp(templateUrl);
  // Nobody may connect: a template with sessions cannot be cloned.
  await admin`alter database ${admin(template)} with allow_connections false`;

  Object.assign(process.env, testEnvironment, {
    DATABASE_URL: templateUrl,
    TEST_ADMIN_URL: adminUrl,
    TEST_TEMPLATE: template,
  });

  return async () => {
    if (!server) await admin`drop database if exists ${admin(template)} with (force)`;
    await admin.end({ timeout: 5 });
    await server?.remove();
  };
}
