import { z } from "zod";

/** PostgreSQL's channel, on which every instance of one database listens. */
export const LIVE_CHANNEL = "switchboard_live";

/** What can change on somebody's screen while they look at it. */
export const LIVE_KINDS = ["conversation", "call", "lead", "appointment", "intake"] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

/** That something changed: ids and an instant, never what it says. Whoever is told reads the rest with their own rights. */
export const liveTopic = z.object({
  kind: z.enum(LIVE_KINDS),
  id: z.string(),
  /** Null for what belongs to no branch. */
  branchId: z.string().nullable(),
  /** Milliseconds of the change's transaction. */
  at: z.number(),
});
export type LiveTopic = z.output<typeof liveTopic>;

/** A topic, or that some may have been missed: read everything again. */
export type LiveNews = LiveTopic | { kind: "resync" };
