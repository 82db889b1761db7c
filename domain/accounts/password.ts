import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

// OWASP's scrypt setting for 32 MiB a hash: libuv's four threads bound the memory that many sign-ins at once can take.
const COST = { ln: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
// A stored hash names its own cost; these caps stop a damaged row from asking for all the memory there is.
const MAX_COST = { ln: 17, r: 16, p: 8 };

function derive(password: string, salt: Buffer, cost: typeof COST, length: number): Promise<Buffer> {
  const options: ScryptOptions = {
    N: 2 ** cost.ln,
    r: cost.r,
    p: cost.p,
    maxmem: 256 * 2 ** cost.ln * cost.r,
  };
  return new Promise((resolve, reject) => {
    // The same password typed on two keyboards may be composed differently; NFKC makes it one.
    scrypt(password.normalize("NFKC"), salt, length, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

const encode = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

/** Hashes a password for storage as `$scrypt$ln=15,r=8,p=3$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST, KEY_BYTES);
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${encode(salt)}$${encode(key)}`;
}

const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

// Nobody's hash, of the present cost: an unknown address takes as long as a known one.
const NOBODY = `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${encode(Buffer.alloc(16))}$${encode(Buffer.alloc(KEY_BYTES))}`;

/**
 * Whether the password is the stored one. Without a stored hash the same work is done and the answer is false,
 * so that timing does not tell who has an account.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = STORED.exec(stored ?? NOBODY) ?? STORED.exec(NOBODY);
  const [, ln, r, p, salt, hash] = match ?? [];
  if (!ln || !r || !p || !salt || !hash) return false;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (cost.ln > MAX_COST.ln || cost.r > MAX_COST.r || cost.p > MAX_COST.p) return false;
  const expected = Buffer.from(hash, "base64");
  const actual = await derive(password, Buffer.from(salt, "base64"), cost, expected.length);
  return timingSafeEqual(actual, expected) && stored !== null;
}

// 32 letters and digits, none of which is taken for another; 32 divides 256, so each is as likely.
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** A password to read out or copy once: 100 random bits in four groups of five. */
export function generatePassword(): string {
  const letters = [...randomBytes(20)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return [0, 5, 10, 15].map((at) => letters.slice(at, at + 5).join("")).join("-");
}
