import type { Verdict } from '../../shared/domain.ts';
import type { EvidenceMode } from '../inference/types.ts';

export interface EvidenceSettings {
  readonly modes: Readonly<Record<Verdict, EvidenceMode>>;
  /** Longest side of the WebP in pixels. */
  readonly maxSide: number;
  /** Of the WebP, 1 to 100. */
  readonly quality: number;
}

/** Of a file that cannot be decoded there is no WebP: then it is a copy. */
export const DEFAULT_EVIDENCE: EvidenceSettings = {
  modes: { ok: 'webp', ng: 'webp', review: 'webp', error: 'webp' },
  maxSide: 2048,
  quality: 80,
};
