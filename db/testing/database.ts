import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect } from "../client";

/** Any number: every test process takes the same one while it clones. */
const CLONING_LOCK = 7_270_002;

/**
 * A migrated database of one's own. `db` is what the product uses; `sql` is a separate, plain client to look behind its back; `url` opens
 * more connections, for races. Call `close` in afterAll: it ends both and drops the database.
 */
export async function testDatabase(options: { max?: number } = {}) {
  const { TEST_ADMIN_URL: adminUrl, TEST_TEMPLATE: template } = process.env;
  if (!adminUrl || !template)
    throw new Error("Database tests run under vitest's global set-up, db/testing/global-setup.ts.");
  const name = `t_${process.pid}_${randomBytes(5).toString("hex")}_test`;
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  // Two clones at once would each take the other for a session in the template.
  await admin`select pg_advisory_lock(${CLONING_LOCK})`;
  await admin`create database ${admin(name)} template ${admin(template)}`;
  await admin.end();

  const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
  const { db, close: closePool } = connect(url, options);
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const close = async () => {
    await Promise.all([closePool(), sql.end({ timeout: 5 })]);
    const cleaner = postgres(adminUrl, { max: 1, onnotice: () => {} });
    await cleaner`drop database if exists ${cleaner(name)} with (force)`;
    await cleaner.end();
  };
  return { db, sql, url, close };
}
