import { problemResponse } from "@/app/_server/problem";
import { requestIdOf } from "@/app/_server/request-id";
import { AppError } from "@/domain/errors";

/** A program gets its kind of "not found", not a page. */
function handler(request: Request): Response {
  const error = new AppError("not_found", "No call of this API has this path; see /api/docs.");
  return problemResponse(error, {
    requestId: requestIdOf(request.headers),
    instance: new URL(request.url).pathname,
  });
}

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
