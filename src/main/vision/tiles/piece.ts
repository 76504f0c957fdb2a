import type { Box } from '../../../shared/domain.ts';
import { translate } from '../../../shared/masks/index.ts';
import type { RawDetection, Rect } from '../types.ts';

/** Sides of a detection that its tile cut off, though the picture goes on there. */
export interface CutSides {
  readonly left: boolean;
  readonly top: boolean;
  readonly right: boolean;
  readonly bottom: boolean;
}

/** What one tile says about one defect, in picture pixels. */
export interface Piece extends RawDetection {
  /** Number of the tile. */
  readonly part: number;
  readonly rect: Rect;
  readonly cut: CutSides;
  /** No side is cut: the tile saw all of it. */
  readonly whole: boolean;
}

/** How far from its tile's border a detector may end a defect that goes on: share of the tile. */
const BORDER_SHARE = 0.01;
const BORDER_PIXELS = 2;

export function borderTolerance(rect: Rect): number {
  return Math.max(BORDER_PIXELS, BORDER_SHARE * Math.min(rect.width, rect.height));
}

/** Moves a tile's detection into the picture, which `picture` encloses. */
export function placePiece(
  detection: RawDetection,
  part: number,
  rect: Rect,
  picture: Rect,
): Piece {
  const { x, y } = rect;
  const [x1, y1, x2, y2] = detection.box;
  const box: Box = [x1 + x, y1 + y, x2 + x, y2 + y];
  const near = borderTolerance(rect);
  const cut: CutSides = {
    left: x > picture.x && x1 <= near,
    top: y > picture.y && y1 <= near,
    right: right(rect) < right(picture) && x2 >= rect.width - near,
    bottom: bottom(rect) < bottom(picture) && y2 >= rect.height - near,
  };
  const mask = detection.mask === null ? null : translate(detection.mask, x, y);
  const whole = !(cut.left || cut.top || cut.right || cut.bottom);
  return { ...detection, box, mask, part, rect, cut, whole };
}

/** A total order that does not depend on the tiles' order: best score first, then by place. */
export function byScoreAndPlace(a: RawDetection, b: RawDetection): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.classId !== b.classId) return a.classId - b.classId;
  for (const side of [0, 1, 2, 3] as const) {
    if (a.box[side] !== b.box[side]) return a.box[side] - b.box[side];
  }
  return 0;
}

export function right(rect: Rect): number {
  return rect.x + rect.width;
}

export function bottom(rect: Rect): number {
  return rect.y + rect.height;
}
