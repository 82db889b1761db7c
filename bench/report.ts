import type { Timing } from "./measure";

export type Goal = { name: string; value: number; bound: number; isMost: boolean };

const goals: Goal[] = [];

/** A table of timings on standard output, the first row being what the others are compared with. */
export function printTimings(title: string, timings: Map<string, Timing>): void {
  const base = timings.values().next().value;
  console.log(`\n${title}`);
  console.log(
    `  ${"".padEnd(44)}${"p50 ms".padStart(9)}${"p99 ms".padStart(9)}${"per s".padStart(9)}${"p50 ×".padStart(8)}${"rate ×".padStart(8)}`,
  );
  for (const [name, timing] of timings) {
    const cells = [timing.p50.toFixed(3), timing.p99.toFixed(3), timing.perSecond.toFixed(0)].map((cell) =>
      cell.padStart(9),
    );
    const ratios = base
      ? [(timing.p50 / base.p50).toFixed(2), (timing.perSecond / base.perSecond).toFixed(2)]
      : [];
    const failed = timing.errors > 0 ? `  ${timing.errors} failed` : "";
    console.log(
      `  ${name.padEnd(44)}${cells.join("")}${ratios.map((cell) => cell.padStart(8)).join("")}${failed}`,
    );
  }
}

/** Holds a ratio against its bound: at most, or at least. */
export function hold(goal: Goal): void {
  goals.push(goal);
}

/** Prints every held ratio. Returns whether all of them hold. */
export function printGoals(): boolean {
  console.log("\nRatios");
  for (const { name, value, bound, isMost } of goals) {
    const holds = isMost ? value <= bound : value >= bound;
    console.log(
      `  ${holds ? "holds " : "MISSED"}  ${name}: ${value.toFixed(2)} (${isMost ? "at most" : "at least"} ${bound})`,
    );
  }
  return goals.every(({ value, bound, isMost }) => (isMost ? value <= bound : value >= bound));
}
