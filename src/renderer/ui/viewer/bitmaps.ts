import { useEffect, useState } from 'react';

/** How long to wait before asking again for a picture when the station is away, in milliseconds. */
const RETRY_MS = 3_000;

/** Decoded pictures that nobody shows are kept so many deep, so that going back is instant. */
const IDLE_KEPT = 6;

interface Entry {
  readonly bitmap: Promise<ImageBitmap>;
  readonly abort: AbortController;
  users: number;
  settled: boolean;
}

/** In order of last use; the browser's own cache holds the bytes, this one the pixels. */
const entries = new Map<string, Entry>();

async function load(url: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The picture answered with status ${response.status}.`);
  // Decoded off the main thread, so that panning never waits for a large picture.
  return createImageBitmap(await response.blob(), { colorSpaceConversion: 'none' });
}

function acquire(url: string): Entry {
  const known = entries.get(url);
  if (known !== undefined) {
    known.users += 1;
    entries.delete(url);
    entries.set(url, known);
    return known;
  }
  const abort = new AbortController();
  const entry: Entry = { bitmap: load(url, abort.signal), abort, users: 1, settled: false };
  entry.bitmap.then(
    () => {
      entry.settled = true;
    },
    // Asked again next time: the failure may have been the connection's.
    () => {
      if (entries.get(url) === entry) entries.delete(url);
    },
  );
  entries.set(url, entry);
  return entry;
}

function release(url: string, entry: Entry): void {
  entry.users -= 1;
  // Not at once: what is let go here is often taken up elsewhere in the same moment.
  setTimeout(() => {
    if (entry.users > 0 || entry.settled) return;
    if (entries.get(url) === entry) entries.delete(url);
    entry.abort.abort();
  });
  const idle = [...entries].filter(([, { users }]) => users === 0);
  for (const [idleUrl, { bitmap }] of idle.slice(0, Math.max(0, idle.length - IDLE_KEPT))) {
    entries.delete(idleUrl);
    // Frees tens of megabytes now and not at the next garbage collection.
    bitmap.then((pixels) => pixels.close()).catch(() => undefined);
  }
}

export type BitmapState =
  | { readonly step: 'none' }
  | { readonly step: 'loading' }
  | { readonly step: 'ready'; readonly bitmap: ImageBitmap }
  | { readonly step: 'failed' };

const NONE: BitmapState = { step: 'none' };
const LOADING: BitmapState = { step: 'loading' };

/** The decoded picture behind a URL; null asks for nothing. */
export function useBitmap(url: string | null): BitmapState {
  const [loaded, setLoaded] = useState<{
    readonly url: string;
    readonly state: BitmapState;
  } | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a reason to ask again
  useEffect(() => {
    if (url === null) return;
    let shown = true;
    let retry = 0;
    const entry = acquire(url);
    entry.bitmap.then(
      (bitmap) => shown && setLoaded({ url, state: { step: 'ready', bitmap } }),
      (error: unknown) => {
        if (!shown) return;
        setLoaded({ url, state: { step: 'failed' } });
        // fetch's own error: nobody answered. A refusal would only be given again.
        if (error instanceof TypeError) {
          retry = window.setTimeout(() => setAttempt((before) => before + 1), RETRY_MS);
        }
      },
    );
    return () => {
      shown = false;
      window.clearTimeout(retry);
      release(url, entry);
    };
  }, [url, attempt]);
  if (url === null) return NONE;
  return loaded?.url === url ? loaded.state : LOADING;
}
