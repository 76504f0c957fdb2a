import type { HistoryEntry } from '../../shared/history-entry.ts';
import type { Replay } from '../../shared/replay.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { PictureIndex } from '../log/picture-index.ts';
import type { Judged } from './judge-picture.ts';

export interface KeptPictures {
  readonly stationLog: { readonly pictures: Pick<PictureIndex, 'find'> };
  readonly evidence: { readonly store: Pick<EvidenceStore, 'pathOf'> };
}

/** Where an inspected picture may still be had. */
export interface KeptPicture {
  readonly picture: NonNullable<Replay['picture']>;
  readonly path: string;
}

/** Where the bytes may be, the likeliest first. */
export function keptPictures(
  { stationLog, evidence }: KeptPictures,
  entry: HistoryEntry,
): readonly KeptPicture[] {
  const found: KeptPicture[] = [{ picture: 'original', path: entry.path }];
  const kept = entry.sha256 === null ? null : stationLog.pictures.find(entry.sha256);
  if (kept !== null) {
    const path = evidence.store.pathOf(kept);
    found.push({ picture: kept.mode === 'webp' ? 'webp' : 'copy', path });
  }
  return found;
}

/** Why these are not the bytes that were judged, or null where they are. */
export function unlike(
  { picture, path }: KeptPicture,
  judged: Judged,
  entry: HistoryEntry,
): string | null {
  if (picture === 'webp') {
    if (judged.width === entry.width && judged.height === entry.height) return null;
    return 'What was kept is a WebP of another size: it shows the picture, and judging it would tell nothing about the first time.';
  }
  if (judged.sha256 === entry.sha256) return null;
  if (judged.sha256 === null) return `${path}: ${judged.error?.message ?? 'cannot be read'}`;
  return `${path} is another picture now: its sha256 is ${judged.sha256.slice(0, 12)}…, judged was ${entry.sha256?.slice(0, 12)}….`;
}
