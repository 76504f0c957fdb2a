import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { entryQuery, pictureOf } from '../../../api/history.ts';
import { useBitmap } from '../../../ui/viewer/bitmaps.ts';
import { copyOf } from '../../../ui/viewer/picture-viewer.tsx';

/** A key that is pressed so soon after the picture changed was meant for the one before, in ms. */
const REACTION_MS = 250;

/** A shift is long: what nobody looks at any more is let go of. */
const FORGET_MS = 60_000;

export interface Followed {
  /** The picture on the screen; null before the first. */
  readonly shown: string | null;
  /** The picture that a person who acts at this moment means. */
  meant(): string | null;
}

/**
 * Goes from picture to picture, each only when all of it is there: verdict, drawing and picture
 * change together and nothing flickers. While one is fetched newer ones may come; then the newest of
 * them is next, so that a fast line is followed as fast as the page can.
 */
export function useFollowed(target: string | null): Followed {
  const [shown, setShown] = useState<string | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const changed = useRef({ at: 0, before: null as string | null, now: null as string | null });

  useEffect(() => {
    if (next === null && target !== null && target !== shown) setNext(target);
  }, [next, target, shown]);

  const entry = useQuery({
    ...entryQuery(next ?? ''),
    enabled: next !== null,
    gcTime: FORGET_MS,
  });
  const isKept = entry.data !== undefined && entry.data.sha256 !== null;
  const bitmap = useBitmap(next !== null && isKept ? copyOf(pictureOf(next)) : null);
  const isReady =
    next !== null && (entry.isError || (entry.isSuccess && bitmap.step !== 'loading'));

  useEffect(() => {
    if (!isReady) return;
    changed.current = { at: performance.now(), before: changed.current.now, now: next };
    setShown(next);
    setNext(null);
  }, [isReady, next]);

  const meant = useCallback(() => {
    const { at, before, now } = changed.current;
    // Before the first picture there was none to mean.
    return performance.now() - at < REACTION_MS ? (before ?? now) : now;
  }, []);
  return { shown, meant };
}
