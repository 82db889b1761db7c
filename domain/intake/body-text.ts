import { prettyJson } from "./pretty-json";

/** A stored body for a person to read: what is secret is hidden, what cannot be shown is a sign of its own. */
export type BodyView = {
  bytes: number;
  format: "json" | "form" | "text";
  /** As it came in. */
  raw: string;
  /** Laid out; null when it is neither JSON nor a form. */
  pretty: string | null;
  /** Whether more was received than is shown. */
  isCut: boolean;
};

const SHOWN_CHARACTERS = 100_000;
const HIDDEN = "•••";

/** Whether a header or a field of this name holds what opens something. */
export const isSecretName = (name: string) =>
  /secret|token|passw|signature|authorization|api[-_]?key|credential|cookie/i.test(name);

/** Reads a body's bytes. Nothing in it is trusted: any bytes give some text. */
export function readBodyText(body: Buffer): BodyView {
  const received = new TextDecoder("utf-8").decode(body);
  const format = formatOf(received);
  const raw = hideSecrets(received, format);
  const pretty =
    format === "json" ? prettyJson(raw, SHOWN_CHARACTERS) : format === "form" ? prettyForm(raw) : null;
  return {
    bytes: body.byteLength,
    format,
    raw: visible(raw.slice(0, SHOWN_CHARACTERS)),
    pretty: pretty === null ? null : visible(pretty.slice(0, SHOWN_CHARACTERS)),
    isCut: raw.length > SHOWN_CHARACTERS,
  };
}

export const hideSecretHeaders = (headers: Record<string, string>): [name: string, value: string][] =>
  Object.entries(headers).map(([name, value]) => [name, isSecretName(name) ? HIDDEN : value]);

function formatOf(text: string): BodyView["format"] {
  try {
    JSON.parse(text);
    return "json";
  } catch {
    return /^[\w.%+[\]-]{1,200}=[^\s]*$/.test(text) ? "form" : "text";
  }
}

function hideSecrets(text: string, format: BodyView["format"]): string {
  if (format === "form") {
    return text.replace(/(^|&)([^=&]*)=([^&]*)/g, (pair, start: string, name: string) =>
      isSecretName(name) ? `${start}${name}=${HIDDEN}` : pair,
    );
  }
  return text.replace(
    /"([^"\\]{1,80})"(\s*:\s*)("(?:[^"\\]|\\.)*"|[-\d][^\s,}\]]*)/g,
    (pair, name: string, colon: string) => (isSecretName(name) ? `"${name}"${colon}"${HIDDEN}"` : pair),
  );
}

function prettyForm(text: string): string {
  const fields = [...new URLSearchParams(text)];
  return fields.map(([name, value]) => `${name} = ${value}`).join("\n");
}

/** Control characters as their signs: a browser drops or changes them, and then shows something else than was sent. */
const visible = (text: string) =>
  text
    .replaceAll("\r\n", "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (sign) =>
      sign === "\u007f" ? "\u2421" : String.fromCharCode(0x2400 + sign.charCodeAt(0)),
    );
