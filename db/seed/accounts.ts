import type { ROLES } from "@/db/schema/accounts";
import { hashPassword } from "@/domain/accounts/password";
import { insertRows, type Writer } from "./fill";
import type { Random } from "./random";

type Role = (typeof ROLES)[number];
type Account = { email: string; name: string; role: Role; disabledDaysAgo?: number };

/** Who signs in to every demo. The addresses are printed at start. */
export const DEMO_ACCOUNTS: readonly Account[] = [
  { email: "reception@demo.local", name: "Grace Nabirye", role: "receptionist" },
  { email: "reviewer@demo.local", name: "Daniel Okello", role: "reviewer" },
  { email: "admin@demo.local", name: "Miriam Achieng", role: "admin" },
  { email: "customer@demo.local", name: "Demo customer", role: "customer" },
  { email: "delivery@demo.local", name: "Brian Ssemakula", role: "delivery" },
];

/** Colleagues who make the lists of a rich demo look like an office. */
export const MORE_STAFF: readonly Account[] = [
  { email: "amina@demo.local", name: "Amina Yusuf", role: "reviewer" },
  { email: "patience@demo.local", name: "Patience Akello", role: "relationship_manager" },
  { email: "joel@demo.local", name: "Joel Kamau", role: "relationship_manager" },
  { email: "finance@demo.local", name: "Esther Wanjiru", role: "finance" },
  { email: "service@demo.local", name: "Luis Ortega", role: "service" },
  { email: "former@demo.local", name: "Peter Mugisha", role: "receptionist", disabledDaysAgo: 40 },
];

type Input = {
  accounts: readonly Account[];
  password: string;
  /** Where the receptionists sit. */
  branchId: string | null;
  now: Date;
  random: Random;
};

const DAY_MS = 86_400_000;

/** Makes the logins, all with one password, hashed once because the hash is slow on purpose. Returns user ids by address. */
export async function writeAccounts(sql: Writer, input: Input): Promise<Map<string, string>> {
  const { now, random } = input;
  const passwordHash = await hashPassword(input.password);
  // Somebody may have made one of these logins by hand before; it stays as it is.
  const taken = await sql<{ id: string; email: string }[]>`select id, lower(email) email from users`;
  const ids = new Map(taken.map(({ id, email }) => [email, id]));
  const createdAt = new Date(now.getTime() - 200 * DAY_MS);
  const rows = input.accounts
    .filter(({ email }) => !ids.has(email))
    .map(({ email, name, role, disabledDaysAgo }) => ({
      id: random.id(createdAt),
      email,
      name,
      role,
      password_hash: passwordHash,
      branch_id: role === "receptionist" ? input.branchId : null,
      session_version: 1,
      preferences: {},
      disabled_at: disabledDaysAgo ? new Date(now.getTime() - disabledDaysAgo * DAY_MS) : null,
      created_at: createdAt,
      updated_at: createdAt,
    }));
  await insertRows(sql, "users", rows);
  for (const { id, email } of rows) ids.set(email, id);
  return ids;
}

/** Gives the demo's customer login to a customer, whose name it then shows. */
export async function giveCustomerLogin(
  sql: Writer,
  customer: { id: string; name: string | null },
): Promise<void> {
  await sql`update users set customer_id = ${customer.id}, name = coalesce(${customer.name}, name)
    where lower(email) = 'customer@demo.local' and role = 'customer' and customer_id is null`;
}
