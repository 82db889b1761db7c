import { describe, expect, it } from "vitest";
import { type PhoneContext, readPhone } from "./read";

const uganda: PhoneContext = { country: "UG" };
const america: PhoneContext = { country: "US" };

function e164(raw: string, context: PhoneContext): string {
  const reading = readPhone(raw, context);
  return reading.kind === "phone" ? reading.e164 : `${reading.reason}: ${reading.explanation}`;
}

describe("every way of writing a number comes to the same number", () => {
  it.each([
    "+256772123456",
    "+256 772 123 456",
    "00256 772 123456",
    "000256 772 123456",
    "011 256 772 123456",
    "256772123456",
    "+256 (0)772 123456",
    "00256 (0) 772 123456",
    "+256 0772 123456",
    "0772 123 456",
    "772-123-456",
    "0772.123.456",
    "(0772) 123-456",
    "+0772123456",
    "+00256772123456",
    "++256772123456",
    "٠٧٧٢١٢٣٤٥٦",
    "۰۷۷۲۱۲۳۴۵۶",
    "०७७२१२३४५६",
    "+२५६ ७७२ १२३ ४५६",
    "０７７２１２３４５６",
    "＋２５６７７２１２３４５６",
    "\u202a+256 772 123 456\u202c",
    "\u200e0772\u200b123\u2060456\ufeff",
    "0772\u00a0123\u00a0456",
    "+256\u2011772\u2013123\u2014456",
    "0\ufe0f\u20e37\ufe0f\u20e37\ufe0f\u20e32\ufe0f\u20e3123456",
    "tel:+256-772-123456",
    "tel:%2B256772123456",
    "tel:0772123456;phone-context=+256",
    "sip:+256772123456@10.0.0.1:5060;user=phone",
    "sip:256772123456@pbx.example.com",
    '"Akello" <sip:+256772123456@pbx.example.com>',
    "whatsapp:+256772123456",
    "p:+256772123456",
    "wa.me/256772123456",
    "https://wa.me/256772123456?text=order%201042",
    "https://api.whatsapp.com/send?phone=256772123456&text=hi",
    "https://api.whatsapp.com/send/?text=hi&phone=%2B256772123456",
    "whatsapp://send?phone=256772123456",
    "256772123456@s.whatsapp.net",
    "256772123456:17@s.whatsapp.net",
    "256772123456@c.us",
    "call 0772 123456 pls",
    "Tel: 0772 123456 (mother)",
    "Akello, 0772 123456, akello2000@example.com",
    "order 1042 from 0772 123456",
    "0772 123456 / 0772123456",
    "0772123456, +256 772 123 456",
    "'0772123456",
    '="0772123456"',
    "256772123456.0",
    "2.56772123456E+11",
    "256,772,123,456",
    "0772,123,456",
    "+1+256772123456",
    "📞 0772 123456",
  ])("%s, at home in Uganda", (raw) => {
    expect(e164(raw, uganda)).toBe("+256772123456");
  });

  it.each([
    ["+14155552671", "+14155552671"],
    ["(415) 555-2671", "+14155552671"],
    ["1 415 555 2671", "+14155552671"],
    ["415.555.2671", "+14155552671"],
    ["011 256 772 123456", "+256772123456"],
    ["00256772123456", "+256772123456"],
    ["256772123456", "+256772123456"],
    ["447700900123", "+447700900123"],
    ["+44 (0)20 7946 0958", "+442079460958"],
    ["+39 (0)6 6982 1234", "+390669821234"],
    ["+39 (0)333 123 4567", "+393331234567"],
    ["+351 (0)912 345 678", "+351912345678"],
    ["555-123-4567", "+15551234567"],
    ["+1 (555) 123-4567", "+15551234567"],
    ["(451) 334-5678", "+14513345678"],
  ])("%s, at home in the United States", (raw, expected) => {
    expect(e164(raw, america)).toBe(expected);
  });

  it.each([
    ["030/1234567", "DE", "+49301234567"],
    ["491701234567", "DE", "+491701234567"],
    ["256772123456", "DE", "+256772123456"],
    ["81234567890", "ID", "+6281234567890"],
    ["0011 256 772 123456", "AU", "+256772123456"],
    ["8 912 345-67-89", "RU", "+79123456789"],
    ["06 6982 1234", "IT", "+390669821234"],
    ["321234", "AD", "+376321234"],
    ["07700 900123", "GB", "+447700900123"],
  ] as const)("%s, at home in %s", (raw, country, expected) => {
    expect(e164(raw, { country })).toBe(expected);
  });
});

describe("the reading says how it was reached", () => {
  it.each([
    ["+256772123456", "e164", "number"],
    ["00256772123456", "double_zero", "number"],
    ["000256772123456", "triple_zero", "number"],
    ["011256772123456", "us_exit_code", "number"],
    ["256772123456", "bare_international", "number"],
    ["0772123456", "national", "branch"],
    ["wa.me/256772123456", "link", "number"],
    ["256772123456@c.us", "whatsapp_jid", "number"],
  ])("%s by %s", (raw, rule, countrySource) => {
    const reading = readPhone(raw, { country: "UG", countrySource: "branch" });
    expect(reading).toMatchObject({ kind: "phone", raw, rule, countrySource, country: "UG" });
  });

  it("a number that the plan could hold but has not assigned is read and marked as unusual", () => {
    expect(readPhone("555-123-4567", america)).toMatchObject({ isUnusual: true, country: "US" });
    expect(readPhone("+447700900123", uganda)).toMatchObject({ isUnusual: true, country: "GB" });
    expect(readPhone("+15551234567", uganda)).toMatchObject({ isUnusual: true, country: null });
    expect(readPhone("(415) 555-2671", america)).toMatchObject({ isUnusual: false });
  });

  it("a second reading of the same digits is offered, not taken", () => {
    const reading = readPhone("431 234 5678", { country: "CA" });
    expect(reading).toMatchObject({
      e164: "+14312345678",
      alternatives: [{ country: "AT", e164: "+4312345678" }],
    });
    expect(readPhone("0772123456", uganda)).toMatchObject({ alternatives: [] });
  });

  it.each([
    "(415) 555-2671 ext. 302",
    "(415) 555-2671 x302",
    "(415) 555-2671x302",
    "(415) 555-2671 #302",
    "+1-415-555-2671;ext=302",
    "tel:+1-415-555-2671;ext=302",
    "415-555-2671 extension 302",
    "415-555-2671, ext 302 (office)",
    "（４１５）５５５－２６７１ ｘ３０２",
  ])("the extension of %s is kept apart", (raw) => {
    expect(readPhone(raw, america)).toMatchObject({ e164: "+14155552671", extension: "302" });
  });
});

describe("national aliases and renumbered plans", () => {
  it.each([
    ["+55 41 8799-1234", "UG", "+554187991234", "+5541987991234"],
    ["+55 41 98799-1234", "UG", "+5541987991234", "+5541987991234"],
    ["(41) 8799-1234", "BR", "+554187991234", "+5541987991234"],
    ["0 15 41 98799-1234", "BR", "+5541987991234", "+5541987991234"],
    ["+52 1 55 1234 5678", "UG", "+525512345678", "+525512345678"],
    ["+52 55 1234 5678", "UG", "+525512345678", "+525512345678"],
    ["5215512345678", "US", "+525512345678", "+525512345678"],
    ["044 55 1234 5678", "MX", "+525512345678", "+525512345678"],
    ["+54 9 11 2345 6789", "UG", "+5491123456789", "+541123456789"],
    ["+54 11 2345 6789", "UG", "+541123456789", "+541123456789"],
    ["011 15 2345-6789", "AR", "+5491123456789", "+541123456789"],
    ["0162 123 4567", "VN", "+841621234567", "+84321234567"],
    ["07 12 34 56", "CI", "+2250707123456", "+2250707123456"],
    ["+229 97 12 34 56", "UG", "+2290197123456", "+2290197123456"],
  ] as const)(
    "%s in %s keeps a spelling that can be dialled and matches the line",
    (raw, country, number, key) => {
      expect(readPhone(raw, { country })).toMatchObject({ e164: number, matchKey: key, isUnusual: false });
    },
  );
});
