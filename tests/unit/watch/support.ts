import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Fingerprint } from '../../../src/main/watch/fingerprint.ts';

/** A folder that is gone after the test. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchline-watch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function facts(mtimeNs: number, more: Partial<Fingerprint> = {}): Fingerprint {
  return { size: 10, mtimeNs: BigInt(mtimeNs), ctimeNs: 1n, inode: 1n, ...more };
}
