import postgres from "postgres";
import { SetupFailure } from "../setup-failure";

/** Whether a server answers at an address: not yet, or it is there and does not know the password. */
export type Answer = "yes" | "no" | "refused";

export async function askServer(url: string): Promise<Answer> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await client`select 1`;
    return "yes";
  } catch (error) {
    const refused = error instanceof Error && "code" in error && error.code === "28P01";
    return refused ? "refused" : "no";
  } finally {
    await client.end({ timeout: 0 });
  }
}

export const passwordRefused = (place: { dataDir: string }) =>
  new SetupFailure(
    `The password in .data/postgres-password is not that of ${place.dataDir}: put the right one back, or remove both.`,
  );

/** Whether anybody else is connected. A program that has just ended may show for a moment, so it looks more than once. */
export async function usedByOthers(presence: postgres.Sql): Promise<boolean> {
  for (let look = 0; look < 10; look += 1) {
    try {
      const [row] = await presence`
        select count(*)::int as others from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()`;
      if (row?.others === 0) return false;
    } catch {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}
