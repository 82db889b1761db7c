import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { startEmbedded } from "./embedded";
import { choosePlace } from "./embedded/binaries";
import { removeCluster, runningPostmaster } from "./embedded/postmaster";

const root = fileURLToPath(new URL("..", import.meta.url));
mkdirSync(join(root, ".data"), { recursive: true, mode: 0o711 });
const folder = mkdtempSync(join(root, ".data/embedded-test-"));
const dataDir = join(folder, "pg");
const running = () => runningPostmaster(choosePlace(dataDir).dataDir);
const programs: ChildProcess[] = [];
const script = `
  import { startEmbedded } from "@/db/embedded";
  const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
  process.on("SIGTERM", () => server.stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ port: server.port, adopted: server.adopted }));
`;

/** Another program that uses the same data, as a second terminal does. */
async function anotherProgram(): Promise<{ child: ChildProcess; port: number; adopted: boolean }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(folder, "program.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  programs.push(child);
  const [line] = await once(createInterface({ input: child.stdout ?? process.stdin }), "line");
  return { child, ...JSON.parse(String(line)) };
}
writeFileSync(join(folder, "program.ts"), script);

afterAll(async () => {
  for (const child of programs) child.kill("SIGKILL");
  const place = choosePlace(dataDir).dataDir;
  await removeCluster(place);
  rmSync(folder, { recursive: true, force: true });
  // Where the project is closed to the account that runs PostgreSQL, the data was elsewhere.
  if (place !== dataDir) rmSync(dirname(place), { recursive: true, force: true });
});

it("starts one server for two first starts at the same moment, and the last to stop ends it", async () => {
  const [one, two] = await Promise.all([anotherProgram(), anotherProgram()]);
  expect(two.port).toBe(one.port);
  expect([one.adopted, two.adopted].sort()).toEqual([false, true]);

  one.child.kill("SIGTERM");
  await once(one.child, "exit");
  expect(running()?.port).toBe(one.port);

  two.child.kill("SIGTERM");
  await once(two.child, "exit");
  expect(running()).toBeNull();
});

it("adopts the server of a program that was killed, on the same address, and then stops it", async () => {
  const killed = await anotherProgram();
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  const server = await startEmbedded({ dataDir });
  expect(server).toMatchObject({ adopted: true, port: killed.port });
  await server.stop();
  expect(running()).toBeNull();
});

it("recovers what was committed when the server itself is killed", async () => {
  const first = await startEmbedded({ dataDir });
  const client = postgres(first.url("postgres"), { max: 1, onnotice: () => {} });
  await client`create table kept as select 42 as answer`;
  await client.end();
  process.kill(running()?.pid ?? 0, "SIGKILL");
  await expect.poll(running).toBeNull();
  await first.leave();

  const again = await startEmbedded({ dataDir });
  const reader = postgres(again.url("postgres"), { max: 1 });
  expect(await reader`select answer from kept`).toEqual([{ answer: 42 }]);
  await reader.end();
  await again.stop();
});

it("asks for its password, which only the owner can read, and leaves no lock behind", async () => {
  const server = await startEmbedded({ dataDir });
  const stranger = postgres({ host: "127.0.0.1", port: server.port, user: "postgres", password: "", max: 1 });
  await expect(stranger`select 1`).rejects.toThrow();
  await stranger.end();
  expect(statSync(join(folder, "postgres-password")).mode & 0o777).toBe(0o600);
  await server.stop();
  expect(readdirSync(folder).filter((name) => name.includes("lock"))).toEqual([]);
});
