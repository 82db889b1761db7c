import { defineConfig } from "@playwright/test";

// `npm test` starts the servers and names them, and the browser, by these variables (cli/setup/e2e.ts).
const { E2E_BASE_URL, CHROMIUM_PATH, CHROMIUM_LIBS, CHROMIUM_FONTS } = process.env;
if (!E2E_BASE_URL) throw new Error("The servers are not running: use `npm test -- e2e [file]`.");

const browserEnv = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
);

export default defineConfig({
  testDir: "./e2e",
  outputDir: ".data/e2e-results",
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: ".data/e2e.json" }]],
  use: {
    baseURL: E2E_BASE_URL,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      env: {
        ...browserEnv,
        ...(CHROMIUM_LIBS && { LD_LIBRARY_PATH: CHROMIUM_LIBS }),
        ...(CHROMIUM_FONTS && { FONTCONFIG_PATH: CHROMIUM_FONTS }),
      },
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
