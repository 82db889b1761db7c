export const LARGEST_BODY_BYTES = 4 * 1024 * 1024;

/** The body's bytes, or "too_large" as soon as they exceed the limit: what is beyond is never held, whatever the headers claim. */
export async function readBody(request: Request): Promise<Buffer | "too_large"> {
  const claimed = Number(request.headers.get("content-length") ?? 0);
  if (claimed > LARGEST_BODY_BYTES) return "too_large";
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > LARGEST_BODY_BYTES) {
      await reader.cancel();
      return "too_large";
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, bytes);
}
