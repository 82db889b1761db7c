import type { Answer } from "./answer";

export type Asked = { text: string; country: string | null };
export type Outcome = { kind: "answered"; answer: Answer } | { kind: "failed" } | { kind: "signed_out" };

// Longer than this and the person at the desk is better served by a button.
const PATIENCE_MS = 8000;

/** One request to the desk's search. Throws only what `signal` aborts; everything else is an outcome. */
export async function askDesk({ text, country }: Asked, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch("/desk/search", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text, country: country ?? undefined }),
      // Without a session the server sends browsers to the sign-in page, which is no answer.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    if (response.type === "opaqueredirect" || response.status === 401) return { kind: "signed_out" };
    if (!response.ok) return { kind: "failed" };
    return { kind: "answered", answer: await response.json() };
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: "failed" };
  }
}
