import { answerLive } from "@/app/_server/live-route";

export const dynamic = "force-dynamic";

/** Server-sent events for the staff's pages. */
export const GET = (request: Request) => answerLive(request);
