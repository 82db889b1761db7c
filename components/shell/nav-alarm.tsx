import type { Alarm } from "./navigation";

/** How much waits behind a link: a number beside its word, or on its icon's corner where there is no word. */
export function NavAlarm({ alarm }: { alarm: Alarm }) {
  return (
    <span className="ms-auto inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-bad-bg px-1.5 text-xs font-semibold text-bad tabular md:max-rail:absolute md:max-rail:end-0.5 md:max-rail:top-0 md:max-rail:h-4 md:max-rail:min-w-4 md:max-rail:px-1">
      {alarm.count.toLocaleString("en")}
      {alarm.hasMore && "+"}
      <span className="sr-only"> {alarm.words}</span>
    </span>
  );
}
