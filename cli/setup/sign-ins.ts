import { demoPassword } from "./secrets";

/** What to type on the sign-in page of a demo. */
export function demoSignIns(appUrl: string): string {
  const accounts = [
    ["reception@demo.local", "the desk: calls, customers, appointments"],
    ["reviewer@demo.local", "replies that wait for a person"],
    ["admin@demo.local", "everything, and the settings"],
    ["customer@demo.local", "a customer's own page"],
    ["delivery@demo.local", "deliveries"],
  ];
  const lines = accounts.map(([email, sees]) => `    ${(email ?? "").padEnd(22)} ${sees}`);
  return `\n  Switchboard is at ${appUrl}\n\n  Demo sign-ins\n${lines.join("\n")}\n    password               ${demoPassword()}\n`;
}
