import { parseArgs } from "node:util";
import postgres from "postgres";
import { buildIfNeeded, serverProgram } from "@/cli/setup/build";
import { createIfMissing } from "@/cli/setup/database";
import { migrate } from "@/cli/setup/prepare";
import { dataPath } from "@/cli/setup/root";
import { atEnd, runCommand } from "@/cli/setup/run-command";
import { say } from "@/cli/setup/say";
import { addressFor, answersOn, startServer } from "@/cli/setup/server";
import { connect } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { freePort } from "@/db/embedded/cluster";
import { testEnvironment } from "@/db/testing/environment";
import { ensureDataset } from "./dataset";
import { benchFindOrCreate } from "./find-or-create";
import { printGoals } from "./report";
import { benchSearch } from "./search";
import { benchWebhooks } from "./webhooks";

const USAGE = `npm run bench -- [search] [find-or-create] [webhooks] [--customers N] [--leads N] [--seconds N] [--rounds N]

Every figure is a ratio of two things measured in turn in this one run. Without names, all three run.
The data (1,000,000 customers and 3,000,000 leads) is made once, in .data/bench; BENCH_DATABASE_URL names another server's database.`;

const SECTIONS = { search: benchSearch, "find-or-create": benchFindOrCreate, webhooks: benchWebhooks };

runCommand({ codeOnSignal: 130 }, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      customers: { type: "string", default: "1000000" },
      leads: { type: "string", default: "3000000" },
      seconds: { type: "string", default: "4" },
      rounds: { type: "string", default: "3" },
      help: { type: "boolean" },
    },
  });
  const wanted = Object.entries(SECTIONS).filter(
    ([name]) => positionals.length === 0 || positionals.includes(name),
  );
  if (values.help || wanted.length < positionals.length) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const size = { customers: Number(values.customers), leads: Number(values.leads) };
  const url = await openBenchDatabase(size);
  const sql = postgres(url, {
    max: 8,
    onnotice: () => {},
    connection: { max_parallel_workers_per_gather: 0, random_page_cost: 1.1 },
  });
  atEnd(() => sql.end({ timeout: 2 }));
  await ensureDataset(sql, size, say);

  await buildIfNeeded();
  const port = await freePort();
  const appUrl = `http://localhost:${port}`;
  Object.assign(process.env, testEnvironment, { APP_URL: appUrl, DATABASE_URL: url });
  const server = startServer([serverProgram], {
    ...addressFor(port, appUrl),
    NODE_ENV: "production",
    LOG_LEVEL: "error",
  });
  if (!(await answersOn(port, server))) return 1;
  const { db, close } = connect(url, { max: 8 });
  atEnd(close);

  const options = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
  for (const [name, section] of wanted) {
    say(name);
    await section({ sql, db, port, size, ...options });
  }
  return printGoals() ? 0 : 1;
});

async function openBenchDatabase(size: { customers: number }): Promise<string> {
  if (process.env.BENCH_DATABASE_URL) {
    await migrate(process.env.BENCH_DATABASE_URL);
    return process.env.BENCH_DATABASE_URL;
  }
  // fsync stays on: a commit that is not on disk is not what is measured.
  const server = await startEmbedded({
    dataDir: dataPath("bench"),
    flags: ["-c", "shared_buffers=2GB", "-c", "max_wal_size=8GB", "-c", "work_mem=32MB"],
  });
  atEnd(server.stop);
  const name = `bench_${size.customers}`;
  await createIfMissing(server.url("postgres"), name);
  await migrate(server.url(name));
  return server.url(name);
}
