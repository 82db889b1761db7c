import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Verification } from "./channel";

/** Compares without telling by its time where the difference is. The length is checked first: timingSafeEqual throws on unequal ones. */
export function equalsSecretly(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && a.length > 0 && timingSafeEqual(a, b);
}

export function hmacSha256(key: string | Buffer, parts: (string | Buffer)[]) {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** The name of a delivery whose provider gives it none: the same bytes are the same event. */
export const nameByContent = (rawBody: Buffer) => createHash("sha256").update(rawBody).digest("hex");

/** A signed time must be near: older is a replay, and a clock ahead of ours would stretch its life. */
export function isNear(input: { signedAtMs: number; now: Date; toleranceSeconds: number }): boolean {
  return Math.abs(input.now.getTime() - input.signedAtMs) <= input.toleranceSeconds * 1000;
}

export const refused = (reason: string): Verification => ({ ok: false, reason });
