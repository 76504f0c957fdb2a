import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../durable.ts';
import type { EvidenceFile } from '../inference/types.ts';

/** `pictures/<aa>/<sha256>.webp`, named by the bytes that were judged; DESIGN 12. */
export class EvidencePaths {
  readonly folder: string;
  /** Files whose fate is not decided yet: `<sha256>.<random>.<mode>`. */
  readonly pending: string;

  /** @param folder `DATA/pictures` */
  constructor(folder: string) {
    this.folder = folder;
    this.pending = join(folder, '.pending');
  }

  of(sha256: string, mode: EvidenceFile['mode']): string {
    return join(this.folder, sha256.slice(0, 2), `${sha256}.${mode}`);
  }

  /** The folder of a file, durably. */
  async makeFolderOf(path: string): Promise<void> {
    const made = await mkdir(dirname(path), { recursive: true });
    if (made !== undefined) await syncFolder(this.folder);
  }
}

export interface PendingName {
  readonly sha256: string;
  readonly mode: EvidenceFile['mode'];
}

/** Reads a pending file's name; null where it is none. */
export function readPendingName(name: string): PendingName | null {
  const match = /^([0-9a-f]{64})\.[0-9a-f-]{36}\.(webp|original)$/.exec(name);
  if (match === null) return null;
  const [, sha256 = '', mode] = match;
  return { sha256, mode: mode === 'original' ? 'original' : 'webp' };
}
