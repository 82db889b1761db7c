/**
 * For single letters: as the key wrote them, and never while typing, composing, with a modifier held or under a dialog. A toast
 * calls itself a dialog too, but it stops nobody from working on.
 */
export const LETTER_KEYS = {
  useKey: true,
  ignoreModifiers: true,
  ignoreEventWhen: (event: KeyboardEvent) =>
    event.isComposing ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    document.querySelector("dialog[open], [aria-modal=true]") !== null,
};
