import type { Segment } from "./mark";

/** Text with what was searched for highlighted. */
export function MarkedText({ segments }: { segments: Segment[] }) {
  let at = 0;
  return segments.map(({ text, isMatch }) => {
    const key = at;
    at += text.length;
    return isMatch ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
}
