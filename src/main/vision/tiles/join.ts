import type { Box } from '../../../shared/domain.ts';
import { type RegionMask, unionMasks } from '../../../shared/masks/index.ts';
import type { RawDetection, Rect } from '../types.ts';
import { CONTAINED, containment } from './agreement.ts';
import { clusterPieces } from './clusters.ts';
import { type Merged, withoutEchoes } from './echoes.ts';
import {
  borderTolerance,
  bottom,
  byScoreAndPlace,
  type Piece,
  placePiece,
  right,
} from './piece.ts';

/** One tile and what was found in it, in pixels of the tile. */
export interface TilePart {
  readonly rect: Rect;
  readonly detections: readonly RawDetection[];
}

/**
 * Joins what the tiles of one picture found, so that a defect across a seam is one detection with
 * one extent, in picture pixels, best score first. The result does not depend on the tiles' order.
 *
 * Pieces of one class are the same defect when they agree where both tiles looked. A tile that saw
 * the whole defect beats the pieces that others cut off, the closest look beats a wider one, and
 * where no tile saw all of it the pieces are united. The best score is kept. A single tile's
 * detections stay untouched.
 */
export function joinTiles(parts: readonly TilePart[]): readonly RawDetection[] {
  const picture = enclose(parts.map(({ rect }) => rect));
  const pieces = parts.flatMap(({ rect, detections }, part) =>
    detections.map((detection) => placePiece(detection, part, rect, picture)),
  );
  if (parts.length === 1) return pieces.map(toDetection);
  const clusters = clusterPieces(pieces.toSorted(byPieces));
  return withoutEchoes(clusters.map(mergeCluster)).map(toDetection);
}

/** Equal detections of two tiles are told apart by the tiles' places, never by their numbers. */
function byPieces(a: Piece, b: Piece): number {
  return (
    byScoreAndPlace(a, b) ||
    a.rect.y - b.rect.y ||
    a.rect.x - b.rect.x ||
    a.rect.width - b.rect.width ||
    a.rect.height - b.rect.height
  );
}

/** @param cluster best score first */
function mergeCluster(cluster: readonly Piece[]): Merged {
  const [best] = cluster;
  const winner = closest(cluster.filter((piece) => piece.whole));
  const rest = cluster.filter(
    (piece) => !piece.whole && (winner === undefined || !absorbs(winner, piece)),
  );
  const used = winner === undefined ? rest : [winner, ...rest];
  return {
    classId: best!.classId,
    score: best!.score,
    box: enclosingBox(used.map(({ box }) => box)),
    mask: unite(used.map(({ mask }) => mask)),
    seenBy: new Set(cluster.map(({ rect }) => rect)),
  };
}

/** The piece of the smallest tile, which saw the defect in the most detail; among equals the first. */
function closest(pieces: readonly Piece[]): Piece | undefined {
  return pieces.toSorted((a, b) => viewArea(a) - viewArea(b))[0];
}

function viewArea({ rect }: Piece): number {
  return rect.width * rect.height;
}

/** A cut piece adds nothing to a whole one that it lies in, give or take the detector's accuracy. */
function absorbs(winner: Piece, piece: Piece): boolean {
  return containment(piece.box, winner.box, borderTolerance(piece.rect)) >= CONTAINED;
}

function unite(masks: readonly (RegionMask | null)[]): RegionMask | null {
  const present = masks.filter((mask) => mask !== null);
  const [only] = present;
  return present.length > 1 ? unionMasks(present) : (only ?? null);
}

function enclosingBox(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

function enclose(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    x,
    y,
    width: Math.max(...rects.map(right)) - x,
    height: Math.max(...rects.map(bottom)) - y,
  };
}

function toDetection({ classId, score, box, mask }: RawDetection): RawDetection {
  return { classId, score, box, mask };
}
