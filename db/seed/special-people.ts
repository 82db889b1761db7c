import { LONG_NAME } from "./names";
import type { Numbers } from "./numbers";
import type { Random } from "./random";
import { before, DAY_MS, type Person } from "./world";

/** The cases that screens and rules are judged by. Each is somebody else. */
export type Cast = {
  /** Whom the customer's login belongs to. */
  signsIn: Person;
  /** Has written and received 640 messages. */
  talksMost: Person;
  household: readonly Person[];
  /** Had a number that now belongs to `newOwner`. */
  oldOwner: Person;
  newOwner: Person;
};

type Take = (rule: (person: Person) => boolean) => Person;

/** Turns some of the 1,200 into special cases, keeping how many came from where. */
export function castPeople(random: Random, now: Date, people: readonly Person[], numbers: Numbers): Cast {
  const taken = new Set<Person>();
  const take: Take = (rule) => {
    const found = people.find((person) => !taken.has(person) && rule(person));
    if (!found) throw new Error("Nobody is left for a special case");
    taken.add(found);
    return found;
  };
  const ugandan = (person: Person) => person.country === "UG" && person.name !== null;
  const old = (person: Person) => person.createdAt < before(now, 90 * DAY_MS);

  const signsIn = take(
    (p) => ugandan(p) && old(p) && p.plan === "plus" && p.status === "CUSTOMER" && p.source === "whatsapp",
  );
  Object.assign(signsIn, {
    name: "Sandra Kyomuhendo",
    email: "customer@demo.local",
    address: "Plot 14, Kira Road",
    area: "Kololo",
    consent: "granted",
  });
  const talksMost = take((p) => ugandan(p) && old(p) && p.source === "whatsapp" && p.status === "CUSTOMER");
  Object.assign(talksMost, { name: "Fatuma Nansubuga", consent: "granted" });

  for (let twin = 0; twin < 2; twin += 1)
    take((p) => ugandan(p) && p.source === "whatsapp").name = "Grace Nakato";
  take((p) => p.country === "KE" && p.name !== null).name = LONG_NAME;
  Object.assign(
    take((p) => p.source === "import"),
    { name: "Okot p'Bitek Ojara", silent: true },
  );
  const household = makeHousehold(take, ugandan);
  const [oldOwner, newOwner] = handOver(take, ugandan, now, numbers);
  for (const country of ["US", "AE"]) {
    const hidden = take((p) => p.country === country && p.source === "whatsapp");
    Object.assign(hidden, {
      phone: null,
      bsuid: `${country}.1349${random.between(10_000_000, 99_999_999)}55302741`,
    });
  }
  makeLookalikes(random, take);
  return { signsIn, talksMost, household, oldOwner, newOwner };
}

/** A mother, a father and a daughter who answer the same telephone. */
function makeHousehold(take: Take, rule: (person: Person) => boolean): Person[] {
  const family = ["Ruth Byaruhanga", "Moses Byaruhanga", "Faith Byaruhanga"].map((name) => {
    const member = take((p) => rule(p) && p.source === "walk_in");
    return Object.assign(member, {
      name,
      sharesNumber: true,
      area: "Ntinda",
      address: "Plot 7, Kisota Road",
    });
  });
  for (const member of family) member.phone = family[0]?.phone ?? null;
  return family;
}

function handOver(
  take: Take,
  rule: (person: Person) => boolean,
  now: Date,
  numbers: Numbers,
): [Person, Person] {
  const until = before(now, 24 * DAY_MS);
  const oldOwner = take((p) => rule(p) && p.source === "whatsapp" && p.createdAt < before(now, 60 * DAY_MS));
  const newOwner = take((p) => rule(p) && p.source === "whatsapp" && p.createdAt > before(now, 10 * DAY_MS));
  const number = oldOwner.phone ?? numbers.next("UG");
  Object.assign(oldOwner, {
    name: "Samuel Kateregga",
    formerPhone: { e164: number, until },
    phone: numbers.next("UG"),
  });
  Object.assign(newOwner, { name: "Diana Atim", phone: number });
  return [oldOwner, newOwner];
}

/** Twenty-four pairs that look like one person: a mistyped digit, one e-mail, one name and address, a trunk zero left in. */
function makeLookalikes(random: Random, take: Take): void {
  for (let pair = 0; pair < 24; pair += 1) {
    const country = pair >= 20 ? "GB" : "UG";
    const plain = (p: Person) =>
      p.country === country && p.phone !== null && p.name !== null && p.plan === "guest";
    const first = take(plain);
    // A call would be read without the trunk zero, so such a number came from a form or a list.
    const second = take((p) => plain(p) && (pair < 20 || p.source === "meta" || p.source === "import"));
    const shared = { name: first.name, branch: first.branch };
    if (pair < 8) Object.assign(second, shared, { phone: mistyped(random, first.phone) });
    else if (pair < 14) {
      first.email ??= `family${pair}@example.com`;
      Object.assign(second, { email: first.email, name: firstWord(first.name) });
    } else if (pair < 20) {
      first.address ??= `Plot ${pair}, Kira Road`;
      Object.assign(second, shared, { address: first.address, area: first.area });
    } else Object.assign(second, shared, { phone: first.phone?.replace("+44", "+440") ?? null });
  }
}

const firstWord = (name: string | null) => name?.split(" ")[0] ?? null;

/** A neighbour's digit typed in the middle, where the patterned numbers have a zero: nobody else has such a number. */
function mistyped(random: Random, phone: string | null): string | null {
  if (!phone) return null;
  return `${phone.slice(0, 7)}${random.between(1, 9)}${phone.slice(8)}`;
}
