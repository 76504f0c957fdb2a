import type { Box } from '../../../shared/domain.ts';
import {
  crop,
  intersectionArea,
  maskArea,
  type RegionMask,
  translate,
} from '../../../shared/masks/index.ts';
import type { Rect } from '../types.ts';
import { borderTolerance, bottom, type Piece, right } from './piece.ts';

/** How much two tiles' pieces agree in the part of the picture that both tiles saw; 0…1. */
export interface Agreement {
  /** Intersection over union there. */
  readonly iou: number;
  /** Intersection over the smaller piece there. */
  readonly share: number;
}

/** From this share on a piece counts as lying inside another one. */
export const CONTAINED = 0.8;

const NONE: Agreement = { iou: 0, share: 0 };

/**
 * Compares two pieces only where both tiles looked, because neither can be blamed for what it
 * could not see: two pieces of one defect agree there however little of it they have in common.
 * Tiles without overlap can only meet at their common border.
 */
export function agreement(a: Piece, b: Piece): Agreement {
  // Cheap, and true of nearly all pairs of a large picture.
  if (boxGap(a.box, b.box) > 2 * borderTolerance(a.rect)) return NONE;
  const common = commonRect(a.rect, b.rect);
  if (common.width < 0 || common.height < 0) return NONE;
  if (common.width === 0 || common.height === 0) return agreementAtBorder(a, b, common);
  const touching = boxArea(intersectBoxes(a.box, b.box));
  if (touching <= 0) return NONE;
  if (a.mask !== null && b.mask !== null) {
    const areaOf = (mask: RegionMask) => maskArea(crop(mask, common));
    return ratios(intersectionArea(a.mask, b.mask), areaOf(a.mask), areaOf(b.mask));
  }
  const frame: Box = [common.x, common.y, right(common), bottom(common)];
  const areaOf = (piece: Piece) => boxArea(intersectBoxes(piece.box, frame));
  return ratios(boxArea(intersectBoxes(a.box, b.box, frame)), areaOf(a), areaOf(b));
}

/** Whether both pieces are cut by borders that face each other: the defect goes through. */
export function goesOn(a: Piece, b: Piece): boolean {
  const facing = (one: Piece, other: Piece) =>
    (one.cut.right && other.cut.left && one.rect.x < other.rect.x) ||
    (one.cut.bottom && other.cut.top && one.rect.y < other.rect.y);
  return facing(a, b) || facing(b, a);
}

/** Pixels between two boxes along the axis on which they are further apart; negative: they overlap. */
export function boxGap(a: Box, b: Box): number {
  return Math.max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3]);
}

/** Share of `inner`'s box that lies in `outer`'s, forgiving a few pixels. */
export function containment(inner: Box, outer: Box, tolerance = 0): number {
  const [x1, y1, x2, y2] = outer;
  const wide: Box = [x1 - tolerance, y1 - tolerance, x2 + tolerance, y2 + tolerance];
  const area = boxArea(inner);
  return area > 0 ? boxArea(intersectBoxes(inner, wide)) / area : 0;
}

/** `line` is the border that two tiles share, without width or without height. */
function agreementAtBorder(a: Piece, b: Piece, line: Rect): Agreement {
  if (!goesOn(a, b)) return NONE;
  const upright = line.width === 0;
  const [from, to] = upright ? ([1, 3] as const) : ([0, 2] as const);
  const tolerance = borderTolerance(a.rect);
  const common = Math.min(a.box[to], b.box[to]) - Math.max(a.box[from], b.box[from]);
  const meet =
    a.mask !== null && b.mask !== null ? masksTouch(a.mask, b.mask) : common > -tolerance;
  if (!meet) return NONE;
  const span = Math.max(a.box[to], b.box[to]) - Math.min(a.box[from], b.box[from]);
  // Ranks several that meet; a diagonal's two boxes hardly have a side in common.
  return { share: 1, iou: (common + tolerance) / (span + tolerance) };
}

/** Whether a pixel of one has a pixel of the other among its eight neighbours. */
function masksTouch(a: RegionMask, b: RegionMask): boolean {
  for (const dx of [-1, 0, 1]) {
    for (const dy of [-1, 0, 1]) {
      if (intersectionArea(translate(a, dx, dy), b) > 0) return true;
    }
  }
  return false;
}

function ratios(common: number, areaA: number, areaB: number): Agreement {
  if (common <= 0) return NONE;
  return { iou: common / (areaA + areaB - common), share: common / Math.min(areaA, areaB) };
}

/** Where two rectangles overlap; negative sides where they are apart. */
function commonRect(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.min(right(a), right(b)) - x,
    height: Math.min(bottom(a), bottom(b)) - y,
  };
}

function intersectBoxes(...boxes: readonly Box[]): Box {
  return [
    Math.max(...boxes.map((box) => box[0])),
    Math.max(...boxes.map((box) => box[1])),
    Math.min(...boxes.map((box) => box[2])),
    Math.min(...boxes.map((box) => box[3])),
  ];
}

function boxArea([x1, y1, x2, y2]: Box): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}
