/** What the live stream tells a browser. Everything is ready to show: a screen that is always open should compute little. */
export type RingPerson = {
  id: string;
  name: string | null;
  stage: string;
  /** With its currency. */
  ltv: string;
  /** Short sentences, most useful first. */
  facts: string[];
};

export type RingCaller =
  | { kind: "known"; phone: string; people: RingPerson[] }
  | { kind: "unknown"; phone: string; country: string | null; name: string | null; isUnusual: boolean }
  | { kind: "withheld" }
  | { kind: "nobody"; phone: string; explanation: string };

export type RingCard = {
  id: string;
  branch: string | null;
  caller: RingCaller;
  /** How long it may ring yet if no end is heard; a duration, because two clocks never agree. */
  ringsForMs: number;
};

export type LiveKind = "conversation" | "lead" | "appointment" | "intake";

/** `calls` is all that rings now; `changed` holds ids by kind; `refresh` says that something may have been missed. */
export type LiveEvent =
  | { type: "calls"; calls: RingCard[] }
  | { type: "changed"; ids: Partial<Record<LiveKind, string[]>> }
  | { type: "refresh" };
