import type { CountryCode } from "libphonenumber-js/max";

export type Place = {
  code: CountryCode;
  /** How many of the 1,200 live there. */
  people: number;
  /** Hours from UTC, near enough to say when somebody is awake. */
  offset: number;
  branches: readonly (readonly [code: string, weight: number])[];
  languages: readonly (readonly [language: Language, weight: number])[];
  areas: readonly string[];
  street: string;
  /** The n-th fictional or clearly patterned number, E.164. */
  number: (n: number) => string;
};

export type Language = "en" | "ar" | "pt" | "sw" | "hi";

const digits = (n: number, length: number) => String(n).padStart(length, "0");
const ENGLISH = [["en", 1]] as const;

/** Numbers are reserved for fiction where a plan has such a range, and patterned beyond doubt where it has none. */
export const PLACES: readonly Place[] = [
  {
    code: "UG",
    people: 540,
    offset: 3,
    branches: [["kampala", 1]],
    languages: ENGLISH,
    areas: ["Kololo", "Ntinda", "Bukoto", "Muyenga", "Naguru", "Bugolobi", "Kira", "Entebbe", "Najjera"],
    street: "Plot {n}, Kira Road",
    number: (n) => `+256700000${digits(n, 3)}`,
  },
  {
    code: "KE",
    people: 144,
    offset: 3,
    branches: [["nairobi", 1]],
    languages: [
      ["en", 3],
      ["sw", 1],
    ],
    areas: ["Westlands", "Kilimani", "Lavington", "Karen", "South B"],
    street: "{n} Ngong Road",
    number: (n) => `+254700000${digits(n, 3)}`,
  },
  {
    code: "US",
    people: 144,
    offset: -6,
    branches: [["austin", 1]],
    languages: ENGLISH,
    areas: ["Zilker", "Hyde Park", "Mueller", "Round Rock", "East Austin"],
    street: "{n} South Lamar Blvd",
    number: (n) => `+1${["512", "737", "210"][Math.floor(n / 100)] ?? "830"}55501${digits(n % 100, 2)}`,
  },
  {
    code: "GB",
    people: 96,
    offset: 0,
    branches: [
      ["kampala", 2],
      ["nairobi", 1],
    ],
    languages: ENGLISH,
    areas: ["Leeds", "Hackney", "Bristol", "Leith"],
    street: "{n} Victoria Terrace",
    number: (n) => `+447700900${digits(n, 3)}`,
  },
  {
    code: "EG",
    people: 72,
    offset: 2,
    branches: [
      ["kampala", 1],
      ["nairobi", 2],
    ],
    languages: [["ar", 1]],
    areas: ["المعادي", "الزمالك", "مدينة نصر"],
    street: "{n} شارع النيل",
    number: (n) => `+2010000${digits(n, 5)}`,
  },
  {
    code: "AE",
    people: 60,
    offset: 4,
    branches: [
      ["kampala", 1],
      ["nairobi", 2],
    ],
    languages: [
      ["ar", 2],
      ["en", 1],
    ],
    areas: ["Jumeirah", "Al Barsha", "Deira"],
    street: "Villa {n}, Al Wasl Road",
    number: (n) => `+9715000${digits(n, 5)}`,
  },
  {
    code: "BR",
    people: 48,
    offset: -3,
    branches: [["austin", 1]],
    languages: [["pt", 1]],
    areas: ["Pinheiros", "Vila Mariana", "Mooca"],
    street: "Rua das Acácias, {n}",
    // WhatsApp writes many Brazilian numbers without the mobile 9; both spellings are one line.
    number: (n) => (n % 3 === 0 ? `+55119000${digits(n, 4)}` : `+551199000${digits(n, 4)}`),
  },
  {
    code: "IN",
    people: 48,
    offset: 5.5,
    branches: [["nairobi", 1]],
    languages: [
      ["hi", 1],
      ["en", 1],
    ],
    areas: ["Indiranagar", "Bandra", "Salt Lake"],
    street: "{n}, MG Road",
    number: (n) => `+9190000${digits(n, 5)}`,
  },
  {
    code: "DE",
    people: 12,
    offset: 1,
    branches: [["kampala", 1]],
    languages: ENGLISH,
    areas: ["Neukölln", "Altona"],
    street: "Schönhauser Allee {n}",
    number: (n) => `+493023125${digits(n, 3)}`,
  },
  {
    code: "FR",
    people: 10,
    offset: 1,
    branches: [["nairobi", 1]],
    languages: ENGLISH,
    areas: ["Belleville"],
    street: "{n} rue de la Gaîté",
    number: (n) => `+3319900${digits(n, 4)}`,
  },
  {
    code: "SE",
    people: 10,
    offset: 1,
    branches: [["kampala", 1]],
    languages: ENGLISH,
    areas: ["Södermalm"],
    street: "Götgatan {n}",
    number: (n) => `+467017406${digits(n % 100, 2)}`,
  },
  {
    code: "AU",
    people: 8,
    offset: 10,
    branches: [["austin", 1]],
    languages: ENGLISH,
    areas: ["Fitzroy"],
    street: "{n} Gertrude Street",
    number: (n) => `+61491570${digits(n, 3)}`,
  },
  {
    code: "MX",
    people: 8,
    offset: -6,
    branches: [["austin", 1]],
    languages: ENGLISH,
    areas: ["Coyoacán"],
    street: "Calle Hidalgo {n}",
    // The 1 after the country code is how networks once marked mobiles, and how WhatsApp still writes some.
    number: (n) => `+52${n % 2 === 0 ? "1" : ""}555000${digits(n, 4)}`,
  },
];
