import { formatTime, fullTime, type TimeFormat } from "./time-format";

type Props = { at: Date | string; now: Date; timeZone: string; format?: TimeFormat };

/** An instant for people. `now` comes from the server's page, so that the browser does not write a different minute. */
export function TimeText({ at, now, timeZone, format }: Props) {
  const instant = new Date(at);
  return (
    <time
      dateTime={instant.toISOString()}
      title={fullTime({ at: instant, timeZone })}
      className="whitespace-nowrap"
    >
      {formatTime({ at: instant, now, timeZone, format })}
    </time>
  );
}
