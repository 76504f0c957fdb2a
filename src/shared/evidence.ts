import type { Verdict } from './domain.ts';

/** As what a judged picture is kept: scaled down, or as the file that it was. */
export type KeptMode = 'webp' | 'original';

/** What the log notes of a picture that is kept. */
export interface StoredEvidence {
  /** Of the bytes that were judged. */
  readonly sha256: string;
  readonly mode: KeptMode;
  readonly bytes: number;
  /** Whose retention rule keeps it. */
  readonly verdict: Verdict;
  readonly storedAtMs: number;
}

/** Files and their bytes together. */
export interface EvidenceTotal {
  readonly files: number;
  readonly bytes: number;
}
