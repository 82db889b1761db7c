import { defineConfig } from "vitest/config";

/** The tests that need no database, for `npm run check`. */
export default defineConfig({ test: { include: ["domain/architecture.test.ts"] } });
