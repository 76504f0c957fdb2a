import type { Arrival } from './arrivals.ts';
import { movedFiles, resultIds } from './folder-files.ts';
import type { LedgerView } from './ledger-view.ts';
import type { WatchedFolder } from './make-folders.ts';

export interface Tally {
  /** Pictures without an inspection. */
  readonly lost: number;
  /** Inspections too many. */
  readonly doubled: number;
  /** Pictures that are not exactly once in an outcome folder, where they are to be moved. */
  readonly misplaced: number;
  readonly resultsLost: number;
  readonly resultsDoubled: number;
  /** The first pictures without an inspection, for whoever looks into it. */
  readonly examples: readonly string[];
}

const EXAMPLES = 10;

/** Compares what came with what the station has made of it. */
export async function takeTally(
  arrivals: readonly Arrival[],
  folders: readonly WatchedFolder[],
  view: LedgerView,
): Promise<Tally> {
  const counts = view.counts();
  const tally = { lost: 0, doubled: 0, misplaced: 0, resultsLost: 0, resultsDoubled: 0 };
  const examples: string[] = [];
  for (const folder of folders) {
    const expected = countBy(arrivals.filter((arrival) => arrival.folder === folder.path));
    const inspected = new Map(
      counts.filter(({ folderId }) => folderId === folder.id).map((row) => [row.sha256, row.count]),
    );
    const { missing, extra } = compare(expected, inspected);
    tally.lost += missing.length;
    tally.doubled += extra;
    for (const sha256 of missing) {
      const paths = arrivals.filter((arrival) => arrival.sha256 === sha256);
      examples.push(...paths.map(({ path }) => `${folder.path}/${path} (${sha256})`));
    }
    if (folder.afterwards === 'move') {
      const moved = compare(expected, movedFiles(folder.path));
      tally.misplaced += moved.missing.length + moved.extra;
    }
    if (folder.results !== null) {
      const promised = new Map(view.ids(folder.id).map((id) => [id, 1]));
      const results = compare(promised, resultIds(folder.results));
      tally.resultsLost += results.missing.length;
      tally.resultsDoubled += results.extra;
    }
  }
  return { ...tally, examples: examples.slice(0, EXAMPLES) };
}

function countBy(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { sha256 } of arrivals) counts.set(sha256, (counts.get(sha256) ?? 0) + 1);
  return counts;
}

function compare(
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): { readonly missing: readonly string[]; readonly extra: number } {
  const missing: string[] = [];
  let extra = 0;
  for (const key of new Set([...expected.keys(), ...found.keys()])) {
    const difference = (found.get(key) ?? 0) - (expected.get(key) ?? 0);
    for (let count = 0; count < -difference; count += 1) missing.push(key);
    extra += Math.max(0, difference);
  }
  return { missing, extra };
}
