import "server-only";
import { isSupportedCountry } from "libphonenumber-js/max";
import { z } from "zod";

const text = z.string().trim().min(1);
const optional = text.optional();
const whole = (name: string, minimum: number, maximum: number) =>
  z
    .string()
    .regex(
      /^\d+$/,
      `${name} must be a whole number from ${minimum} to ${maximum}, and nothing else on the line`,
    )
    .transform(Number)
    .refine(
      (n) => n >= minimum && n <= maximum,
      `${name} must be a whole number from ${minimum} to ${maximum}`,
    );
const url = (what: string) => z.url({ protocol: /^https?$/, error: `expected ${what}` });

const timeZones = () => new Set(Intl.supportedValuesOf("timeZone"));

const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, "expected postgres://user:password@host:port/database"),
  PORT: whole("PORT", 1, 65_535).default(3000),
  APP_URL: url("the address people open, such as https://crm.example.org").transform((u) =>
    u.replace(/\/+$/, ""),
  ),
  AUTH_SECRET: z
    .string()
    .refine((s) => Buffer.byteLength(s) >= 32, "expected 32 bytes or more of random text"),
  DEFAULT_COUNTRY: z
    .string()
    .refine((code) => isSupportedCountry(code), "expected an ISO country code such as US")
    .default("US"),
  DEFAULT_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "expected an ISO currency code such as USD")
    .default("USD"),
  ORGANISATION_NAME: text.default("Switchboard"),
  ORGANISATION_TIMEZONE: z
    .string()
    .refine(
      (zone) => zone === "UTC" || timeZones().has(zone),
      "expected an IANA time zone such as Africa/Kampala",
    )
    .default("UTC"),
  WHATSAPP_APP_SECRET: optional,
  WHATSAPP_VERIFY_TOKEN: optional,
  WHATSAPP_ACCESS_TOKEN: optional,
  WHATSAPP_PHONE_NUMBER_ID: optional,
  GRAPH_API_URL: url("the Graph API's address with its version").default("https://graph.facebook.com/v26.0"),
  META_APP_SECRET: optional,
  META_VERIFY_TOKEN: optional,
  META_PAGE_ACCESS_TOKEN: optional,
  KNOWLARITY_WEBHOOK_TOKEN: optional,
  KNOWLARITY_API_URL: url("Knowlarity's API address").default("https://kpi.knowlarity.com"),
  KNOWLARITY_API_KEY: optional,
  KNOWLARITY_SR_API_KEY: optional,
  VOICE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, "expected whsec_ followed by base64")
    .optional(),
  RETELL_API_KEY: optional,
  ELEVENLABS_WEBHOOK_SECRET: optional,
  VAPI_WEBHOOK_SECRET: optional,
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, "expected smtp://user:password@host:port")
    .optional(),
  MAIL_FROM: optional,
  UNDO_SECONDS: whole("UNDO_SECONDS", 0, 300).default(10),
  LEAD_DEDUPE_DAYS: whole("LEAD_DEDUPE_DAYS", 0, 3650).default(30),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"], { error: "expected debug, info, warn or error" })
    .default("info"),
  /** Set by the start command when the database is the embedded one: demo sign-ins are shown, nothing is sent outside. */
  SWITCHBOARD_DEMO: z.enum(["1", ""]).default("").transform(Boolean),
});

export type Env = z.output<typeof schema>;

/** Reads and checks a set of variables. Returns every problem at once, each as one line naming the variable. */
export function readEnv(source: Record<string, string | undefined>): { env: Env } | { problems: string[] } {
  // An empty variable is an unset one: shells and compose files write both.
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return { env: parsed.data };
  return {
    problems: parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return given[name] === undefined
        ? `${name} is not set: it is required`
        : `${name} is wrong: ${issue.message}`;
    }),
  };
}

let checked: Env | undefined;

/** The checked environment. Throws with every problem named; the server calls it at start, so that a wrong value stops it. */
export function env(): Env {
  if (checked) return checked;
  const result = readEnv(process.env);
  if ("problems" in result) throw new Error(`Configuration is wrong.\n  ${result.problems.join("\n  ")}`);
  checked = result.env;
  return checked;
}
