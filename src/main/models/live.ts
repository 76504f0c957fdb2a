import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ModelKind, ModelKindSchema } from '../../shared/domain.ts';
import { replaceFile } from '../durable.ts';

const LIVE_FILE = 'live.json';

const SlotSchema = z.object({ sha256: z.string(), previous: z.string().nullable() });
const LiveSchema = z.partialRecord(ModelKindSchema, SlotSchema);

/** The live model of each kind and the one before it, for a rollback. */
export type Live = Readonly<z.infer<typeof LiveSchema>>;

/** @returns what is live, and a reason where the file was there and could not be understood */
export async function readLive(
  folder: string,
): Promise<{ readonly live: Live; readonly problem: string | null }> {
  const path = join(folder, LIVE_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    // A new library has none yet.
    return { live: {}, problem: null };
  }
  try {
    return { live: LiveSchema.parse(JSON.parse(text)), problem: null };
  } catch {
    return { live: {}, problem: `${path} cannot be understood; activate the models again.` };
  }
}

export async function writeLive(folder: string, live: Live): Promise<void> {
  await replaceFile(join(folder, LIVE_FILE), `${JSON.stringify(live, null, 2)}\n`);
}

/** The live models after this one went live. */
export function withLive(live: Live, kind: ModelKind, sha256: string): Live {
  const now = live[kind];
  if (now?.sha256 === sha256) return live;
  return { ...live, [kind]: { sha256, previous: now?.sha256 ?? null } };
}
