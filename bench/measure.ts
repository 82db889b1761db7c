export type Timing = { p50: number; p99: number; perSecond: number; errors: number };

/** Runs `work` from `clients` loops for `seconds`. Latencies in milliseconds. `work` gets a number that rises over all loops. */
export async function measure(input: {
  clients: number;
  seconds: number;
  work: (n: number) => Promise<unknown>;
}): Promise<Timing> {
  const latencies: number[] = [];
  let errors = 0;
  let n = 0;
  const started = performance.now();
  const until = started + input.seconds * 1000;
  const loop = async () => {
    while (performance.now() < until) {
      const from = performance.now();
      n += 1;
      try {
        await input.work(n);
        latencies.push(performance.now() - from);
      } catch {
        errors += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: input.clients }, loop));
  const elapsed = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), perSecond: latencies.length / elapsed, errors };
}

export type Contender = { name: string; work: (n: number) => Promise<unknown> };

/**
 * Several ways of doing one thing, in turn, `rounds` times over, so that a change of the machine's speed touches all of them alike.
 * Returns each one's medians over the rounds.
 */
export async function interleave(
  contenders: Contender[],
  options: { clients: number; seconds: number; rounds: number },
): Promise<Map<string, Timing>> {
  const taken = new Map<string, Timing[]>(contenders.map(({ name }) => [name, []]));
  // A round that is not counted opens the connections and lets both sides compile.
  for (const { work } of contenders) await measure({ clients: options.clients, seconds: 1, work });
  for (let round = 0; round < options.rounds; round += 1) {
    for (const { name, work } of contenders) {
      taken.get(name)?.push(await measure({ ...options, work }));
    }
  }
  return new Map([...taken].map(([name, timings]) => [name, medians(timings)]));
}

function medians(timings: Timing[]): Timing {
  const of = (key: keyof Timing) => {
    const sorted = timings.map((timing) => timing[key]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return { p50: of("p50"), p99: of("p99"), perSecond: of("perSecond"), errors: of("errors") };
}
