import { describe, expect, it } from "vitest";
import { type PhoneContext, readPhone } from "./read";

const uganda: PhoneContext = { country: "UG" };
const america: PhoneContext = { country: "US" };

function reason(raw: string | null | undefined, context: PhoneContext): string {
  const reading = readPhone(raw, context);
  return reading.kind === "none" ? reading.reason : reading.e164;
}

describe("what cannot be a person's number creates and matches nobody", () => {
  it.each([
    [null, "empty"],
    [undefined, "empty"],
    ["", "empty"],
    [" \u00a0\u200b", "empty"],
    ["None", "empty"],
    ["null", "empty"],
    ["N/A", "empty"],
    ["#N/A", "empty"],
    ["-", "empty"],
    ["anonymous", "withheld"],
    ["Anonymous", "withheld"],
    ["sip:anonymous@anonymous.invalid", "withheld"],
    ["unknown", "withheld"],
    ["private", "withheld"],
    ["RESTRICTED", "withheld"],
    ["unavailable", "withheld"],
    ["blocked", "withheld"],
    ["Number Withheld", "withheld"],
    ["No caller ID", "withheld"],
    ["P", "withheld"],
    ["-1", "withheld"],
    ["266696687", "withheld"],
    ["+266696687", "withheld"],
    ["86282452253", "withheld"],
    ["+86282452253", "withheld"],
    ["7378742833", "withheld"],
    ["2562533", "withheld"],
    ["656667", "withheld"],
    ["5551234", "too_short"],
    ["+1415555267", "too_short"],
    ["+25677", "too_short"],
    ["41555526711234567", "too_long"],
    ["7", "too_short"],
    ["1042", "short_code"],
    ["112", "short_code"],
    ["+999 123 456 789", "not_possible"],
    ["Akello", "letters"],
    ["order 1042", "letters"],
    ["<test lead: dummy data for phone_number>", "letters"],
    ["john4155552671@example.com", "letters"],
    ["4155552671@example.com", "letters"],
    ["O772123456", "letters"],
    ["+98 0 0256", "too_short"],
    ["CM90012345678", "letters"],
    ["0772 Akello", "letters"],
    ["2.56772E+11", "letters"],
    ["2025-11-21 14:30", "letters"],
    ["2025-11-21T14:30:00Z", "letters"],
    ["9".repeat(400), "too_long"],
    ["9999999999", "placeholder"],
    ["0000000000", "placeholder"],
    ["+1 111 111 1111", "placeholder"],
    ["+256 777 777 777", "placeholder"],
    ["1234567890", "placeholder"],
    ["0123456789", "placeholder"],
    ["0987654321", "placeholder"],
    ["9876543210", "placeholder"],
    ["+91 98765 43210", "placeholder"],
    ["+1 (234) 567-8901", "placeholder"],
    ["+256 123 456 789", "placeholder"],
    ["1-800-FLOWERS", "toll_free"],
    ["1-800-CONTACTS", "toll_free"],
    ["+1 888 555 0100", "toll_free"],
    ["+1 800 055 1234", "toll_free"],
    ["+1 900 234 5678", "toll_free"],
    ["+800 1234 5679", "toll_free"],
    ["0772 123456 / 0772 654321", "several_numbers"],
    ["0772123456, 0772654321", "several_numbers"],
    ["0772123456 0772654321", "several_numbers"],
    ["+256772123456+256772654321", "several_numbers"],
    ["0772 123 456 0772 654 321 0414 123 456", "several_numbers"],
    ["0772 123456 or 0772 654321", "several_numbers"],
    ["US.13491208655302741918", "business_scoped_id"],
    ["UG.ENT.a1B2c3", "business_scoped_id"],
    ["123456789012345@lid", "business_scoped_id"],
    ["14155552671-1234567890@g.us", "business_scoped_id"],
  ])("%s is %s", (raw, expected) => {
    expect(reason(raw, raw === "0000000000" || raw?.startsWith("0772") ? uganda : america)).toBe(expected);
  });

  it("a toll-free number at home", () => {
    expect(reason("0800 123456", uganda)).toBe("toll_free");
  });

  it("the organisation's own line, however it is written", () => {
    const context: PhoneContext = { country: "BR", ownLines: new Set(["+5541987991234"]) };
    expect(reason("(41) 98799-1234", context)).toBe("own_line");
    expect(reason("+55 41 8799-1234", context)).toBe("own_line");
    expect(reason("+55 41 98799-1235", context)).toBe("+5541987991235");
  });

  it("a placeholder that an admin listed, with or without country code", () => {
    for (const listed of ["0700000001", "256700000001", "700000001"]) {
      const context: PhoneContext = { country: "UG", placeholders: new Set([listed]) };
      expect(reason("+256 700 000 001", context)).toBe("placeholder");
      expect(reason("0700 000 001", context)).toBe("placeholder");
      expect(reason("0700 000 002", context)).toBe("+256700000002");
    }
  });

  it("the caller's code RESTRICTED is no number, the Texan number with these digits is one", () => {
    expect(reason("(737) 874-2833", america)).toBe("+17378742833");
  });

  it("says in plain words what is wrong", () => {
    expect(readPhone("0772 123", uganda)).toMatchObject({
      reason: "too_short",
      explanation: "6 digits after 0; numbers in Uganda have 9 after 0 or +256",
    });
    expect(readPhone("415555267", america)).toMatchObject({
      explanation: "9 digits; numbers in the United States have 10 after +1",
    });
    expect(readPhone("+256 7721 2345", america)).toMatchObject({
      explanation: "8 digits after +256; numbers in Uganda have 9 after 0 or +256",
    });
    expect(readPhone("0772123456 / 0772654321", uganda)).toMatchObject({
      explanation: expect.stringContaining("+256 772 123456 and +256 772 654321"),
    });
  });
});
