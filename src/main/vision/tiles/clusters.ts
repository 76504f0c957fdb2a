import { type Agreement, agreement, goesOn } from './agreement.ts';
import type { Piece } from './piece.ts';

/** Agreement of two tiles' pieces from which they show the same defect. */
interface Threshold {
  /** Whatever else there is. */
  readonly sure: number;
  /** If each is the piece that the other agrees with best. */
  readonly mutual: number;
}

/** Both tiles saw all of it: intersection over union. Small defects are found inexactly. */
const BOTH_WHOLE: Threshold = { sure: 0.5, mutual: 0.2 };

/** At least one is cut: share of the smaller piece. */
const CUT: Threshold = { sure: 0.5, mutual: 0.25 };

/** Cut by borders that face each other: a diagonal crack's two boxes share only a corner. */
const GOES_ON: Threshold = { sure: 0.5, mutual: 0.1 };

/** A pair of pieces that may show the same defect. */
interface Pair extends Agreement {
  readonly a: number;
  readonly b: number;
  readonly sure: boolean;
}

/**
 * Groups the pieces that show the same defect. Of each other tile a piece follows only the one it
 * agrees with best, so that two defects whose boxes overlap do not grow together while both tiles
 * tell them apart.
 *
 * @param pieces in an order that does not depend on the tiles' order; ties go by it.
 */
export function clusterPieces(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const pairs = findPairs(pieces);
  const best = bestPartners(pairs, pieces);
  const parent = Array.from(pieces.keys());
  const root = (index: number): number => {
    let top = index;
    while (parent[top] !== top) top = parent[top]!;
    parent[index] = top;
    return top;
  };
  for (const pair of pairs) {
    const { a, b, sure } = pair;
    const bestOfA = best.get(partnerKey(a, pieces[b]!)) === pair;
    const bestOfB = best.get(partnerKey(b, pieces[a]!)) === pair;
    const joined = sure ? bestOfA || bestOfB : bestOfA && bestOfB;
    if (!joined) continue;
    const [low, high] = [root(a), root(b)].sort((one, other) => one - other);
    parent[high!] = low!;
  }
  const clusters = new Map<number, Piece[]>();
  for (const [index, piece] of pieces.entries()) {
    const key = root(index);
    const cluster = clusters.get(key);
    if (cluster) cluster.push(piece);
    else clusters.set(key, [piece]);
  }
  return [...clusters.values()];
}

function findPairs(pieces: readonly Piece[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [a, one] of pieces.entries()) {
    for (let b = a + 1; b < pieces.length; b++) {
      const other = pieces[b]!;
      if (one.classId !== other.classId || one.part === other.part) continue;
      const agreed = agreement(one, other);
      const bothWhole = one.whole && other.whole;
      const threshold = bothWhole ? BOTH_WHOLE : goesOn(one, other) ? GOES_ON : CUT;
      const value = bothWhole ? agreed.iou : agreed.share;
      if (value >= threshold.mutual) pairs.push({ a, b, sure: value >= threshold.sure, ...agreed });
    }
  }
  return pairs;
}

/** For each piece and each other tile, the pair with the piece it agrees with best. */
function bestPartners(pairs: readonly Pair[], pieces: readonly Piece[]): ReadonlyMap<string, Pair> {
  const best = new Map<string, Pair>();
  const offer = (key: string, pair: Pair): void => {
    const before = best.get(key);
    if (before === undefined || pair.iou > before.iou) best.set(key, pair);
  };
  for (const pair of pairs) {
    offer(partnerKey(pair.a, pieces[pair.b]!), pair);
    offer(partnerKey(pair.b, pieces[pair.a]!), pair);
  }
  return best;
}

function partnerKey(index: number, partner: Piece): string {
  return `${index} in ${partner.part}`;
}
