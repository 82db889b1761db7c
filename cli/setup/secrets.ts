import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dataPath } from "./root";

const token = () => randomBytes(24).toString("hex");

/** What a demo makes for itself: the key of its sessions, and a key for everything that comes in. Nothing that could send. */
const makers: Record<string, () => string> = {
  AUTH_SECRET: () => randomBytes(32).toString("hex"),
  WHATSAPP_APP_SECRET: token,
  WHATSAPP_VERIFY_TOKEN: token,
  META_APP_SECRET: token,
  META_VERIFY_TOKEN: token,
  KNOWLARITY_WEBHOOK_TOKEN: token,
  VOICE_WEBHOOK_SECRET: () => `whsec_${randomBytes(32).toString("base64")}`,
  RETELL_API_KEY: token,
  ELEVENLABS_WEBHOOK_SECRET: token,
  VAPI_WEBHOOK_SECRET: token,
};

/** The demo's secrets by variable name: made at the first start, kept in .data/secrets.json for its owner alone. */
export function demoSecrets(): Record<string, string> {
  const file = dataPath("secrets.json");
  const kept: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = Object.entries(makers).filter(([name]) => !kept[name]);
  if (missing.length === 0) return kept;
  for (const [name, make] of missing) kept[name] = make();
  writePrivately(file, `${JSON.stringify(kept, null, 2)}\n`);
  return kept;
}

/** The password of all demo accounts: generated once, kept in .data/demo-password, unless DEMO_PASSWORD says otherwise. */
export function demoPassword(): string {
  if (process.env.DEMO_PASSWORD) return process.env.DEMO_PASSWORD;
  const file = dataPath("demo-password");
  if (!existsSync(file)) writePrivately(file, `${randomBytes(9).toString("base64url")}\n`);
  return readFileSync(file, "utf8").trim();
}

/** Whole or not at all: a start that is killed leaves no half file. */
function writePrivately(file: string, content: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
