import postgres from "postgres";
import { migrateUp, migrationState } from "@/db/migrate";
import { SetupFailure } from "@/db/setup-failure";
import { say } from "./say";
import { demoPassword } from "./secrets";

/** Applies the migrations that are missing. A server that refuses one (rights, mostly) is one line. */
export async function migrate(url: string): Promise<void> {
  try {
    const { pending } = await migrationState(url);
    if (pending.length === 0) return;
    await migrateUp(url);
    say(`Migrations applied: ${pending.join(", ")}`);
  } catch (error) {
    if (error instanceof SetupFailure) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new SetupFailure(
      `The migrations cannot be applied: ${cause instanceof Error ? cause.message : cause}`,
    );
  }
}

/** Whether nobody is in the database yet. */
export async function hasNoCustomers(url: string): Promise<boolean> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return (await client`select 1 from customers limit 1`).length === 0;
  } finally {
    await client.end();
  }
}

/** Fills an empty database: `demo` has enough life to judge every screen, `clinic` two customers and eighty conversations. */
export async function seed(url: string, kind: "demo" | "clinic"): Promise<void> {
  const password = demoPassword();
  if (kind === "clinic") {
    const { seedClinic } = await import("@/db/seed/clinic");
    await seedClinic(url, { password });
  } else {
    const { seedDemo } = await import("@/db/seed/demo");
    await seedDemo(url, { password });
  }
  say(kind === "clinic" ? "Clinic data written" : "Demo data written");
}
