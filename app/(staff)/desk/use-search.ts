"use client";

import { useEffect, useRef, useState } from "react";
import type { Answer } from "./search/answer";
import { type Asked, askDesk } from "./search/ask";

const DEBOUNCE_MS = 50;

type State =
  | { status: "idle"; answer: null; asked: null }
  | { status: "waiting" | "answered" | "failed" | "signed_out"; answer: Answer | null; asked: Asked };

const IDLE: State = { status: "idle", answer: null, asked: null };

/**
 * Asks the server as somebody types: the newest question only, whatever order answers come in. While waiting, the last answer stays.
 * `onAnswer` runs once for every answer that is still wanted.
 */
export function useSearch(onAnswer: (answer: Answer, asked: Asked) => void) {
  const [state, setState] = useState<State>(IDLE);
  const request = useRef<AbortController | null>(null);
  const delayed = useRef<{ timer: number; asked: Asked } | null>(null);

  function drop() {
    request.current?.abort();
    request.current = null;
    if (delayed.current) window.clearTimeout(delayed.current.timer);
    delayed.current = null;
  }

  async function send(asked: Asked) {
    drop();
    const controller = new AbortController();
    request.current = controller;
    const outcome = await askDesk(asked, controller.signal).catch(() => null);
    if (outcome === null || controller.signal.aborted) return;
    request.current = null;
    if (outcome.kind !== "answered") {
      setState({ status: outcome.kind, answer: null, asked });
      return;
    }
    setState({ status: "answered", answer: outcome.answer, asked });
    onAnswer(outcome.answer, asked);
  }

  /** `isUrgent` for what is complete as it is: a paste, a choice, a retry. */
  function ask(asked: Asked, isUrgent = false) {
    drop();
    setState((previous) => ({ status: "waiting", answer: previous.answer, asked }));
    if (isUrgent) void send(asked);
    else delayed.current = { timer: window.setTimeout(() => void send(asked), DEBOUNCE_MS), asked };
  }

  /** Sends at once what still waits for more keys; what is under way is left alone. */
  function hurry() {
    if (delayed.current) void send(delayed.current.asked);
  }

  function stop() {
    drop();
    setState(IDLE);
  }

  useEffect(() => () => request.current?.abort(), []);

  return { ...state, ask, hurry, stop };
}
