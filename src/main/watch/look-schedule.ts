import type { FolderSettings } from '../../shared/folders.ts';

/** A look at everything although events come: the system drops some when too many come at once. */
const SAFETY_MS = 60_000;
/** Looks may take this share of the time: a large folder is looked at more rarely. */
const POLLING_SHARE = 1 / 4;
const SAFETY_SHARE = 1 / 20;

/**
 * How long after a look the next one begins, in ms.
 *
 * @param comes whether events come; null while nobody knows
 * @param tookMs the last look
 */
export function nextLookAfter(
  settings: Pick<FolderSettings, 'watching' | 'pollSeconds'>,
  comes: boolean | null,
  tookMs: number,
): number {
  const relies = settings.watching === 'events' || (settings.watching === 'auto' && comes === true);
  return relies
    ? Math.max(SAFETY_MS, tookMs / SAFETY_SHARE)
    : Math.max(settings.pollSeconds * 1000, tookMs / POLLING_SHARE);
}
