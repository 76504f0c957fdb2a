import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemCode } from '../errno.ts';

/**
 * What tells without reading that a file is still the one that was read. Times are in ns since 1970,
 * by the clock of the file system: they are only ever compared with each other.
 */
export interface Fingerprint {
  readonly size: number;
  readonly mtimeNs: bigint;
  /** Changes with renames and permissions too; catches an overwriting that sets the old mtime. */
  readonly ctimeNs: bigint;
  readonly inode: bigint;
}

export function fingerprintOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): Fingerprint {
  return { size: Number(size), mtimeNs, ctimeNs, inode: ino };
}

export function isSame(a: Fingerprint, b: Fingerprint): boolean {
  return a.ctimeNs === b.ctimeNs && hasSameContent(a, b);
}

/** The same, but for what a rename changes. */
export function hasSameContent(a: Fingerprint, b: Fingerprint): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.inode === b.inode;
}

/**
 * Looks at a file, or at the one that a link names.
 *
 * @returns null where there is no regular file (any more)
 * @throws what the system says otherwise
 */
export async function lookAt(path: string): Promise<Fingerprint | null> {
  try {
    const facts = await stat(path, { bigint: true });
    return facts.isFile() ? fingerprintOf(facts) : null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
    throw error;
  }
}
