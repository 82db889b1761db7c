const started = Date.now();

/** A line of progress with the seconds since the command began. On standard error: standard output carries results. */
export function say(line: string): void {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(5);
  process.stderr.write(`${seconds} s  ${line}\n`);
}
