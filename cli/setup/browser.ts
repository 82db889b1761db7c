import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SetupFailure } from "@/db/setup-failure";
import { dataPath } from "./root";
import { say } from "./say";

/** What playwright.config.ts reads: the program, and for the one from npm its own libraries and fonts. */
type Browser = { CHROMIUM_PATH: string; CHROMIUM_LIBS?: string; CHROMIUM_FONTS?: string };

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A Chromium: CHROMIUM_PATH's, Playwright's own, the system's, or the one from npm. Throws SetupFailure rather than skip a test. */
export async function findBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return { CHROMIUM_PATH: given };
    throw new SetupFailure(`CHROMIUM_PATH is ${given}, and there is no such file.`);
  }
  const { chromium } = await import("@playwright/test");
  const found = [chromium.executablePath(), ...INSTALLED].find((path) => path && existsSync(path));
  return found ? { CHROMIUM_PATH: found } : unpackFromNpm();
}

function unpackFromNpm(): Browser {
  const packageFolder = dirname(
    dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"))),
  );
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const folder = dataPath(`chromium-${version}`);
  if (!existsSync(folder)) {
    say("Unpacking a browser …");
    // Under another name until it is whole: a killed run leaves no half of a browser.
    const draft = `${folder}.${process.pid}`;
    mkdirSync(draft, { recursive: true });
    unpackInto(draft);
    renameSync(draft, folder);
  }
  const fonts = join(folder, "fonts");
  // Without a font the page crashes; these are its own and the system's.
  writeFileSync(
    join(fonts, "fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir>` +
      `<dir>/usr/share/fonts</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>\n`,
  );
  return {
    CHROMIUM_PATH: join(folder, "chromium"),
    CHROMIUM_LIBS: join(folder, "al2023/lib"),
    CHROMIUM_FONTS: fonts,
  };
}

/** The package unpacks into the temporary folder, and its libraries only where it believes to be on AWS. */
function unpackInto(folder: string): void {
  const program = 'import("@sparticuz/chromium").then((m) => m.default.executablePath())';
  const result = spawnSync(process.execPath, ["-e", program], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
    encoding: "utf8",
  });
  if (result.status === 0 && existsSync(join(folder, "chromium"))) return;
  rmSync(folder, { recursive: true, force: true });
  const why = result.stderr.split("\n").find((line) => /error/i.test(line)) ?? "it cannot be unpacked";
  throw new SetupFailure(
    `There is no Chromium, and the one from npm does not work here (${why}): set CHROMIUM_PATH.`,
  );
}
