"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { recentGroup, rememberSearch } from "./recent-searches";
import type { Answer, Row, RowGroup } from "./search/answer";
import type { Asked } from "./search/ask";
import { useSearch } from "./use-search";
import { forgetHandover, handOver } from "./walk-in/handover";

type Key = KeyboardEvent<HTMLInputElement> & { preventBaseUIHandler: () => void };

const NO_GROUPS: RowGroup[] = [];

/** What the desk's box knows and does. `box` is the input, `belowBox` what stands under it while it is empty. */
export function useDesk({
  userId,
  box,
  belowBox,
}: {
  userId: string;
  box: RefObject<HTMLInputElement | null>;
  belowBox: RefObject<HTMLElement | null>;
}) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [country, setCountry] = useState<string | null>(null);
  const [recent, setRecent] = useState(NO_GROUPS);
  const [isRefused, setIsRefused] = useState(false);
  /** What the person has already done that needs the answer to the present text. */
  const awaited = useRef<"enter" | "paste" | null>(null);
  const isPasting = useRef(false);
  /** Arrow keys pressed before that answer came. */
  const moves = useRef(0);
  const search = useSearch(settle);

  const isEmpty = text.trim() === "";
  const isFresh =
    search.status === "answered" && search.asked.text === text && search.asked.country === country;
  const hasAnswer = search.status === "answered" || search.status === "waiting";
  const answered = isEmpty || !hasAnswer ? NO_GROUPS : (search.answer?.groups ?? NO_GROUPS);
  const groups = recent.length > 0 ? recent : answered;

  function settle(answer: Answer, asked: Asked) {
    const was = awaited.current;
    const steps = moves.current;
    awaited.current = null;
    moves.current = 0;
    if (was === "paste" && answer.onlyExactId) openCustomer(answer.onlyExactId, asked.text);
    if (was !== "enter" || answer.isAmbiguous) return;
    const rows = answer.groups.flatMap((group) => group.items);
    const row = rows.at(steps % (rows.length || 1));
    if (row) open(row, asked.text);
    else setIsRefused(true);
  }

  function openCustomer(id: string, searched: string) {
    rememberSearch(userId, searched);
    router.push(`/customers/${id}`);
  }

  function open(row: Row, searched: string) {
    if (row.kind === "customer") return openCustomer(row.id, searched);
    pick(row);
    if (row.kind !== "recent") router.push("/desk/walk-in");
  }

  /** What choosing a row does besides following its link. */
  function pick(row: Row) {
    if (row.kind === "customer") rememberSearch(userId, text);
    else if (row.kind === "recent") change(row.text, true);
    else handOver(row.handover);
  }

  function change(next: string, isWhole = false) {
    setText(next);
    setIsRefused(false);
    setRecent(NO_GROUPS);
    awaited.current = isPasting.current ? "paste" : null;
    moves.current = 0;
    const isUrgent = isWhole || isPasting.current;
    isPasting.current = false;
    // A chosen country is for one search.
    if (next.trim() === "") {
      setCountry(null);
      search.stop();
    } else search.ask({ text: next, country }, isUrgent);
  }

  function choose(code: string) {
    setCountry(code);
    setIsRefused(false);
    awaited.current = null;
    if (!isEmpty) search.ask({ text, country: code }, true);
    box.current?.focus();
  }

  function clear() {
    change("");
    box.current?.focus();
  }

  const retry = () => search.ask({ text, country }, true);

  function onKeyDown(event: Key) {
    isPasting.current = false;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
      return;
    const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (event.key === "Escape") {
      event.preventBaseUIHandler();
      change("");
    } else if (isArrow && isEmpty && recent.length === 0) {
      event.preventBaseUIHandler();
      event.preventDefault();
      if (event.key === "ArrowUp") setRecent(recentGroup(userId));
      else belowBox.current?.querySelector("a")?.focus();
    } else if (isArrow && !isEmpty && !isFresh) {
      moves.current += event.key === "ArrowDown" ? 1 : -1;
    } else if (event.key === "Enter" && !isEmpty) onEnter(event);
    // Whoever rings is one key away while nothing has been typed.
    else if (event.key === "Enter" && recent.length === 0)
      document.querySelector<HTMLElement>("[data-ring-enter]")?.click();
  }

  function onEnter(event: Key) {
    if (isFresh && groups.length > 0) return;
    event.preventBaseUIHandler();
    event.preventDefault();
    if (isFresh) setIsRefused(true);
    else {
      // Rows on screen answer an older text: what Enter opens is decided by the answer to this one.
      awaited.current = "enter";
      if (search.status === "waiting") search.hurry();
      else retry();
    }
  }

  function onPaste() {
    isPasting.current = true;
  }

  // What was typed before the scripts arrived stands in the input, though React has not heard of it.
  const adopt = useRef(change);
  useLayoutEffect(() => {
    forgetHandover();
    if (box.current?.value) adopt.current(box.current.value);
    if (document.activeElement === document.body) box.current?.focus();
  }, [box]);

  return {
    text,
    groups,
    isEmpty: isEmpty && recent.length === 0,
    isRefused,
    country,
    status: search.status,
    answer: isEmpty ? null : search.answer,
    change,
    choose,
    clear,
    retry,
    pick,
    onKeyDown,
    onPaste,
  };
}
