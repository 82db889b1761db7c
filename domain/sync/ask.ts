import type { GraphAnswer, GraphProblem } from "@/domain/channels/graph-get";

/** Between two requests; both providers count them. */
const GAP_MS = 200;
/** Before each repetition of what failed or was too fast. All of it stays below the time after which a run counts as gone. */
const BACK_OFF_MS = [2_000, 8_000, 30_000] as const;

/** Time as a run sees it. `pause` throws when the signal says stop. */
export type Pace = { now(): Date; pause(milliseconds: number, signal: AbortSignal): Promise<void> };

/** The provider did not answer, for good or for now. `reason` holds words of ours only. */
export class ProviderProblem extends Error {
  override readonly name = "ProviderProblem";
  constructor(readonly problem: GraphProblem) {
    super(problem);
  }
}

/** Asks the provider for one page. Throws ProviderProblem, or the signal's reason when told to stop. */
export type Ask = (
  request: (signal: AbortSignal) => Promise<GraphAnswer>,
) => Promise<Record<string, unknown>>;

/** Requests one after the other, never too fast, repeated while there is hope. `beat` is called before each, so that waiting is not silence. */
export function makeAsk(input: { pace: Pace; signal: AbortSignal; beat: () => Promise<void> }): Ask {
  const { pace, signal, beat } = input;
  let lastAt = Number.NEGATIVE_INFINITY;
  const once = async (request: Parameters<Ask>[0]) => {
    signal.throwIfAborted();
    const early = lastAt + GAP_MS - pace.now().getTime();
    if (early > 0) await pace.pause(early, signal);
    await beat();
    lastAt = pace.now().getTime();
    const answer = await request(signal);
    // An aborted request looks like a failed one.
    signal.throwIfAborted();
    return answer;
  };
  return async (request) => {
    for (const wait of [...BACK_OFF_MS, null]) {
      const answer = await once(request);
      if (answer.ok) return answer.value;
      const isHopeful = answer.problem === "failed" || answer.problem === "limited";
      if (!isHopeful || wait === null) throw new ProviderProblem(answer.problem);
      await pace.pause(wait, signal);
    }
    throw new Error("unreachable");
  };
}
