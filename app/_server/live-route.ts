import "server-only";
import { database } from "@/db/client";
import { ringingCalls } from "@/domain/calls/ringing";
import { makeCtx } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import { liveHub } from "@/domain/live/hub";
import { LIVE_KINDS, type LiveKind } from "@/domain/live/topic";
import { may, type Permission } from "@/domain/permissions";
import { identify } from "./identify";
import { ringCard } from "./live-cards";
import { liveStream } from "./live-stream";
import { problemResponse } from "./problem";
import { requestIdOf } from "./request-id";

/** Windows side by side; a browser keeps only six connections to one server. */
const MOST_STREAMS = 5;
const LONGEST_WAIT_MS = 5_000;

const NEEDED: Record<LiveKind, Permission> = {
  conversation: "conversations.read",
  call: "calls.answer",
  lead: "leads.read",
  appointment: "appointments.read",
  intake: "intake.repair",
};

const open = new Map<string, number>();

/** The live stream of whoever is signed in: only what their role may know of, and calls of their own branch. Not for API keys. */
export async function answerLive(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    return new Response(await streamFor(request, requestId), {
      headers: {
        "Content-Type": "text/event-stream; charset=utf-8",
        // A proxy that gathers or compresses it would hold a ring back.
        "Cache-Control": "no-store, no-transform",
        "X-Accel-Buffering": "no",
        "x-request-id": requestId,
      },
    });
  } catch (error) {
    return problemResponse(error, { requestId, instance: "/live" });
  }
}

async function streamFor(request: Request, requestId: string): Promise<ReadableStream<Uint8Array>> {
  const { actor, user } = await identify(request);
  if (!user) throw new AppError("forbidden", "Live updates are for people who are signed in.");
  const kinds = new Set(LIVE_KINDS.filter((kind) => may(actor, NEEDED[kind])));
  if (kinds.size === 0) throw new AppError("forbidden", "Live updates are for staff.");
  const { id, role, branchId } = user;
  const hub = liveHub();
  await isListening(hub.ready);
  if ((open.get(id) ?? 0) >= MOST_STREAMS)
    throw new AppError("limit", "Too many windows are open.", { details: { retry_after_seconds: 15 } });
  open.set(id, (open.get(id) ?? 0) + 1);

  const ctx = makeCtx({ db: database(), actor, requestId });
  const ownBranch = role === "admin" ? null : branchId;
  return liveStream({
    hub,
    kinds,
    branchId: ownBranch,
    isReconnect: request.headers.has("last-event-id"),
    readCalls: async () => {
      const calls = await ringingCalls(ctx, { branchId: ownBranch });
      const now = new Date();
      return { type: "calls", calls: calls.map((call) => ringCard(call, now)) };
    },
    // Another role or another desk is another stream: this one ends, and the browser opens it.
    mayStill: async () => {
      const { user: now } = await identify(request);
      return now?.role === role && now.branchId === branchId;
    },
    signal: request.signal,
    onEnd: () => {
      const others = (open.get(id) ?? 1) - 1;
      if (others > 0) open.set(id, others);
      else open.delete(id);
    },
  });
}

async function isListening(ready: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, refuse) => {
    timer = setTimeout(
      () => refuse(new AppError("unavailable", "The database does not answer. Try again soon.")),
      LONGEST_WAIT_MS,
    );
  });
  await Promise.race([ready, tooLate]).finally(() => clearTimeout(timer));
}
