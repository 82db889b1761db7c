import { formatTime, fullTime, type TimeFormat } from "./time-format";

type Props = { at: Date | string; now: Date; timeZone: string; format?: TimeFormat };

/** An instant for people. `now` comes from the server's page, so that the browser does not write a different minute. */
export function TimeText({ at, now, timeZone, format }: Props) {
  const instant = new Date(at);
  return (
    <time
      dateTime={instant.toISOString()}
      title={fullTime({ at: instant, timeZone })}
      // The full form may be wider than a narrow card; in a page that runs right to left it keeps its own direction.
      dir="auto"
      className={format === "full" ? undefined : "whitespace-nowrap"}
    >
      {formatTime({ at: instant, now, timeZone, format })}
    </time>
  );
}
