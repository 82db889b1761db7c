/** Next calls this once when the server starts, before it answers the first request. */
export async function register(): Promise<void> {
  // Written as a positive test: only so does the bundler leave Node's modules out of the edge bundle.
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== "phase-production-build") {
    const { startInstance } = await import("./instrumentation-node");
    startInstance();
  }
}
