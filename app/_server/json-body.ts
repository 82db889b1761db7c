import "server-only";
import { AppError } from "@/domain/errors";
import { MalformedBody } from "./problem";

const MAX_BYTES = 1_000_000;

/** The request's JSON. Stops reading at 1 MB (`too_large`): a length header may lie, or be missing. */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readAtMost(request, MAX_BYTES);
  if (bytes.length === 0) throw new MalformedBody("The body is empty: a JSON object was expected.");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new MalformedBody("The body is not JSON in UTF-8.");
  }
}

async function readAtMost(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    size += step.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      throw new AppError("too_large", `A body may have at most ${limit / 1_000_000} MB.`);
    }
    chunks.push(step.value);
  }
  return Buffer.concat(chunks);
}
