import { defineConfig } from "vitest/config";
import base from "./vitest.config";

// The tests that read only source files: no database, so that `npm run check` takes seconds.
export default defineConfig({
  ...base,
  test: { ...base.test, globalSetup: [], include: ["domain/architecture.test.ts"] },
});
