import { describe, expect, it } from "vitest";
import { readBodyText } from "./body-text";
import { isPhoneLike, readInstant } from "./rules";

const read = (text: string | Buffer) => readBodyText(Buffer.from(text));

describe("a stored body", () => {
  it("is laid out without reading its values: long ids, repeated names and escapes stay", () => {
    const { pretty, format } = read(
      '{"id":90071992547409931,"a":[],"a":{"b":[1,"\\ud83d x, {y}"]},"c":null}',
    );
    expect(format).toBe("json");
    expect(pretty).toBe(
      '{\n  "id": 90071992547409931,\n  "a": [],\n  "a": {\n    "b": [\n      1,\n      "\\ud83d x, {y}"\n    ]\n  },\n  "c": null\n}',
    );
  });

  it("hides secrets in JSON, laid out and as received, and in a form", () => {
    const json = read(
      '{"data":{"Api-Key":"s3cret","hub.verify_token" : "s3cret\\"more","password":12345,"call_id":"ok"}}',
    );
    for (const text of [json.raw, json.pretty ?? ""]) {
      expect(text).not.toMatch(/s3cret|12345|more/);
      expect(text).toContain("ok");
    }
    const form = read("caller=%2B256700000150&auth_token=s3cret&empty=");
    expect(form.format).toBe("form");
    expect(`${form.raw}${form.pretty}`).not.toContain("s3cret");
    expect(form.pretty).toContain("caller = +256700000150");
  });

  it("that no program can read is still shown, its control characters as signs", () => {
    const { raw, pretty, format, bytes } = read(Buffer.from([0, 1, 0x7b, 0xff, 0x0d, 0x0a, 0x41]));
    expect({ raw, pretty, format, bytes }).toEqual({
      raw: "␀␁{�\nA",
      pretty: null,
      format: "text",
      bytes: 7,
    });
  });

  it("that is huge or nested without end is cut, quickly", () => {
    const started = performance.now();
    const long = read(JSON.stringify({ text: "x".repeat(3_000_000) }));
    expect(long.isCut).toBe(true);
    expect(long.raw.length).toBe(100_000);
    const deep = read("[".repeat(50_000) + "]".repeat(50_000));
    expect((deep.pretty ?? deep.raw).length).toBeLessThanOrEqual(100_000);
    read(`{"${"\\".repeat(2_000_000)}`);
    read("a=".repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

it.each([
  ["+256 772 123 456", true],
  ["(202) 555-0143", true],
  ["0772123456", true],
  ["٠٧٧٢١٢٣٤٥٦", true],
  ["400000000000901", true],
  ["tel:+256772123456", true],
  ["123", false],
  ["wamid.HBgM", false],
  ["token has expired", false],
  ["messages[0].from", false],
  ["01a1fdb1-dc2b-7f5b-a425-07b84a5d5cf6", false],
  ["", false],
])("%j may be a phone number: %s", (text, expected) => {
  expect(isPhoneLike(text)).toBe(expected);
});

it.each([
  ["30m", "2026-11-21T09:30:00.000Z"],
  ["2h", "2026-11-21T08:00:00.000Z"],
  ["7d", "2026-11-14T10:00:00.000Z"],
  ["2026-11-20", "2026-11-20T00:00:00.000Z"],
  ["2026-11-20T09:00", "2026-11-20T09:00:00.000Z"],
  ["2026-11-20T09:00+03:00", "2026-11-20T06:00:00.000Z"],
  ["2026-13-45", null],
  ["yesterday", null],
  ["", null],
])("%j is read as %j", (text, expected) => {
  expect(readInstant(text, new Date("2026-11-21T10:00:00Z"))?.toISOString() ?? null).toBe(expected);
});
