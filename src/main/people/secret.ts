import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { createGate } from '../inference/gate.ts';

export interface SecretCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's figures for scrypt: 128 MiB would be N = 2^17; this is 32 MiB, which a factory PC spares. */
const COST: SecretCost = { N: 2 ** 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const STORED = /^scrypt\$N=(\d{1,8}),r=(\d{1,3}),p=(\d{1,3})\$([\w-]+)\$([\w-]+)$/;

const derive = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);
/** One at a time: many sign-ins at once must take neither the memory nor the threads of the disk. */
const inTurn = createGate(1);

/** @returns `scrypt$N=…,r=…,p=…$salt$hash`: its cost stays with it when the figures above change */
export async function hashSecret(secret: string, cost: SecretCost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await deriveHash(secret, salt, HASH_BYTES, cost);
  return `scrypt$N=${cost.N},r=${cost.r},p=${cost.p}$${text(salt)}$${text(hash)}`;
}

/**
 * @param stored null where there is nobody to compare with, which takes as long
 * @param cost of hashes that are made now
 */
export async function isSecret(
  secret: string,
  stored: string | null,
  cost: SecretCost = COST,
): Promise<boolean> {
  const match = STORED.exec(stored ?? '');
  if (match === null) {
    await deriveHash(secret, randomBytes(SALT_BYTES), HASH_BYTES, cost);
    return false;
  }
  const [, N, r, p, salt = '', hash = ''] = match;
  const expected = Buffer.from(hash, 'base64url');
  const madeWith = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await deriveHash(
    secret,
    Buffer.from(salt, 'base64url'),
    expected.byteLength,
    madeWith,
  );
  return timingSafeEqual(actual, expected);
}

/** Two ways to type one letter are one secret. */
function deriveHash(
  secret: string,
  salt: Uint8Array,
  bytes: number,
  cost: SecretCost,
): Promise<Buffer> {
  const { N, r, p } = cost;
  return inTurn(() =>
    derive(secret.normalize('NFKC'), salt, bytes, { N, r, p, maxmem: 256 * N * r }),
  );
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
