import type { Random } from "./random";

type Pool = { given: readonly string[]; family: readonly string[] };

const words = (text: string) => text.trim().split(/\s+/);
const pool = (given: string, family: string): Pool => ({ given: words(given), family: words(family) });

const POOLS: Record<string, Pool> = {
  UG: pool(
    `Aisha Allan Annet Brenda Brian Carol Charles Doreen Edward Emmanuel Esther Fred Gloria Harriet Henry Immaculate Irene Isaac Ivan
     Jackline Joan Joseph Juliet Justine Kenneth Lillian Martha Moses Nicholas Olivia Patrick Prossy Rebecca Robert Ronald Rose Sarah
     Sharon Simon Stella Susan Timothy Vivian Winnie`,
    `Achan Adong Akello Amongi Apio Asiimwe Atuhaire Auma Ayebare Bbosa Birungi Busingye Kabuye Kaggwa Kakooza Kasozi Katende Kato Kigozi
     Kirabo Kizza Lubega Lutaaya Mbabazi Mugerwa Mukasa Musoke Mutebi Nabukenya Nakato Nakitende Namutebi Nankya Nansamba Natukunda
     Ochieng Odongo Okello Opio Ssali Ssebunya Tumusiime Wasswa`,
  ),
  KE: pool(
    "Abdi Beatrice Caroline Dennis Eunice Faith Geoffrey Hassan Janet Kevin Lucy Mercy Naomi Oscar Purity Samuel Salim Tabitha Wycliffe Zawadi",
    "Barasa Cheruiyot Gathoni Hussein Kamau Karanja Kibet Kiprono Kimani Maina Mohamed Muthoni Mwangi Njeri Njoroge Odhiambo Onyango Otieno Wafula Wanjiku",
  ),
  US: pool(
    "Amber Benjamin Caitlin Carlos Dakota Denise Ethan Gabriela Hailey Isaiah Jasmine Kyle Lauren Maria Nathan Paige Ryan Sofia Tyler Vanessa",
    "Adams Brooks Castillo Delgado Edwards Flores Garcia Hayes Jackson Lopez Martinez Nguyen O'Connor Perez Ramirez Sanders Torres Walker Wright Young",
  ),
  GB: pool(
    "Alice Callum Charlotte Dev Eleanor Fergus George Harry Imogen Isla Lewis Niamh Oliver Poppy Rhys Zara",
    "Ahmed Bailey Begum Clarke Davies Evans Fitzgerald Hughes Khan MacLeod Okafor Patel Reid Shaw Taylor Williams",
  ),
  EG: pool(
    "أحمد منى يوسف سارة خالد نورهان محمود هبة عمر ياسمين كريم دينا",
    "حسن إبراهيم عبدالله السيد مصطفى فاروق رمضان الشريف منصور جمال",
  ),
  AE: pool(
    "Ahmad Fatima Hamdan Latifa Mariam Noura Omar Rashid Salma Yousef فاطمة راشد مريم سلطان",
    "Al-Falasi Al-Hashimi Al-Mansoori Al-Marri Al-Nuaimi Al-Suwaidi Rahman Haddad المنصوري الكعبي",
  ),
  BR: pool(
    "Antônio Beatriz Caio Conceição Débora Fabrício Inês João Letícia Marília Otávio Raíssa Tomás Vitória",
    "Araújo Assunção Brandão Conceição Falcão Gonçalves Leão Magalhães Nóbrega Simões",
  ),
  IN: pool(
    "Aditya Deepa Ishaan Kavya Meera Nikhil Pooja Rohan आरती सुनील प्रिया विकास",
    "Banerjee Desai Iyer Kulkarni Menon Nair Reddy शर्मा गुप्ता वर्मा",
  ),
  DE: pool(
    "Jürgen Käthe Björn Lieselotte Sören Ulrike Jörg",
    "Müller Schäfer Größmann Köhler Weiß Jäger Vögel",
  ),
  FR: pool(
    "Hélène François Zoé Gaëlle Benoît Anaïs Cédric",
    "Lefèvre Bérénger Dupré Faÿ Noël Châtelain Gérard",
  ),
  SE: pool("Åsa Göran Märta Håkan Linnéa Sölve Elin", "Ångström Sjögren Öberg Lindström Björk Hägg Nyström"),
  AU: pool("Bronte Cooper Jarrah Kylie Lachlan Matilda", "Baker Chisholm Doyle Nguyen Pascoe Whitlam"),
  MX: pool("José María Ximena Ángel Lucía Raúl", "Peña Núñez Ibáñez Muñoz Cárdenas Gutiérrez"),
};

/** People with one name, and names people put in their WhatsApp profile. */
const ODD_NAMES = [
  "Nakimuli",
  "Mukisa",
  "Achieng",
  "Tasha 🌸",
  "Mr. Kim 💪🏾",
  "Mama Junior 👶🏿❤️",
  "Ssalongo",
  "J.",
  "~ Blessed ~",
  "DJ Roja",
];

/** Exactly sixty letters, the longest name that must still fit a row. */
export const LONG_NAME = "Wilhelmina Antoinette Nalwoga-Ssebagereka Kyambadde-Birungis";

/** Hands out full names of a country. Nobody gets a name that somebody has, so that equal names are only those made on purpose. */
export function makeNamer(random: Random): (country: string, place: number) => string | null {
  const taken = new Set<string>();
  const odd = [...ODD_NAMES];
  return (country, place) => {
    if (place % 23 === 11) return null;
    if (place % 97 === 40) {
      const name = odd.shift();
      if (name) return name;
    }
    const { given, family } = POOLS[country] ?? pool("Alex", "Doe");
    for (;;) {
      const middle =
        taken.size > 300 && random.chance(0.1) ? ` ${"ABDEGJKLMNPRST".charAt(random.between(0, 13))}.` : "";
      const name = `${random.pick(given)}${middle} ${random.pick(family)}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}
