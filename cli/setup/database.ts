import postgres from "postgres";
import { startEmbedded } from "@/db/embedded";
import { choosePlace } from "@/db/embedded/binaries";
import { runningPostmaster } from "@/db/embedded/postmaster";
import { SetupFailure } from "@/db/setup-failure";
import { isDemo } from "./configuration";
import { dataPath } from "./root";
import { atEnd } from "./run-command";
import { say } from "./say";

const NAME = "switchboard";
const OLDEST = 15;

/**
 * The database that commands work on: DATABASE_URL's after a look whether it can be used, else the embedded one, started or adopted,
 * and given up again when the program ends. Sets process.env.DATABASE_URL for the code that reads it. `leaveRunning` keeps an embedded
 * server up after this program. Throws SetupFailure with one line.
 */
export async function openDatabase(options: { leaveRunning?: boolean } = {}): Promise<string> {
  if (!isDemo()) {
    const given = process.env.DATABASE_URL ?? "";
    await requireUsable(given);
    return given;
  }
  const server = await startEmbedded({ dataDir: dataPath("pg") });
  atEnd(options.leaveRunning ? server.leave : server.stop);
  await createIfMissing(server.url("postgres"), NAME);
  process.env.DATABASE_URL = server.url(NAME);
  return server.url(NAME);
}

const LOOKED_AFTER_EVERY_MS = 2_000;

/** Starts the embedded server again, on its address, if it dies while this program serves: requests then fail for seconds, not for good. */
export function keepEmbeddedRunning(): void {
  let isStarting = false;
  const timer = setInterval(async () => {
    if (isStarting || runningPostmaster(choosePlace(dataPath("pg")).dataDir)) return;
    isStarting = true;
    say("Embedded PostgreSQL has ended; starting it again");
    const server = await startEmbedded({ dataDir: dataPath("pg") }).catch((error: unknown) => {
      say(`Embedded PostgreSQL cannot be started: ${error instanceof Error ? error.message : error}`);
    });
    if (server) atEnd(server.stop);
    isStarting = false;
  }, LOOKED_AFTER_EVERY_MS);
  timer.unref();
  atEnd(() => clearInterval(timer));
}

/** Makes a database on a server, unless it exists. */
export async function createIfMissing(serverUrl: string, name: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await admin`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await admin`create database ${admin(name)}`;
  } catch (error) {
    // 42P04 and 23505: another start made it at the same moment.
    if (!["42P04", "23505"].includes(codeOf(error))) throw error;
  } finally {
    await admin.end();
  }
}

async function requireUsable(url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new SetupFailure("DATABASE_URL is wrong: expected postgres://user:password@host:port/database");
  }
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await client`select current_setting('server_version_num')::int as number`;
    const version = Math.floor(Number(row?.number) / 10_000);
    if (version < OLDEST) {
      throw new SetupFailure(
        `DATABASE_URL: this server is PostgreSQL ${version}, and ${OLDEST} or newer is needed.`,
      );
    }
  } catch (error) {
    throw error instanceof SetupFailure ? error : new SetupFailure(`DATABASE_URL: ${explain(error, url)}`);
  } finally {
    await client.end({ timeout: 1 });
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Why a connection failed, naming the server and never the password. */
function explain(error: unknown, url: string): string {
  const { hostname, port, pathname } = URL.canParse(url)
    ? new URL(url)
    : { hostname: "", port: "", pathname: "" };
  const server = `${hostname || "the server"}:${port || 5432}`;
  const database = decodeURIComponent(pathname.slice(1));
  const said = error instanceof Error ? error.message : String(error);
  const known: Record<string, string> = {
    ECONNREFUSED: `nothing answers at ${server}. Is PostgreSQL running there?`,
    ENOTFOUND: `no host has the name ${hostname}.`,
    EAI_AGAIN: `the name ${hostname} cannot be looked up at the moment.`,
    CONNECT_TIMEOUT: `${server} does not answer within 10 seconds.`,
    "28P01": `${server} refuses the user or the password.`,
    "28000": `${server} refuses this user: ${said}.`,
    "3D000": `there is no database ${database} on ${server}. Create it first.`,
    "53300": `${server} has no connection left.`,
  };
  return known[codeOf(error)] ?? `${server} cannot be used: ${said}.`;
}
