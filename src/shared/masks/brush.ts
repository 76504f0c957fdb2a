import { enclosingRect, trim } from './geometry.ts';
import { fromIntervals, type Intervals, type PixelRect, uniteAll } from './intervals.ts';
import type { RegionMask } from './region-mask.ts';

/** A place in the picture, in pixels; a pixel's middle is at half numbers. */
export interface BrushPoint {
  readonly x: number;
  readonly y: number;
}

/**
 * What a round brush covers on its way: the pixels whose middle is at most `radius` pixels from the
 * line through the points. Computed column by column from the outline, so that the cost is that of
 * the columns and not of the pixels, however large the picture.
 *
 * @returns null where that is no pixel of the picture
 */
export function brushStroke(
  points: readonly BrushPoint[],
  radius: number,
  picture: { readonly width: number; readonly height: number },
): RegionMask | null {
  const pieces = points.map((point, index) => [points[Math.max(0, index - 1)]!, point] as const);
  const frames = pieces.flatMap(([from, to]) => frameOf(from, to, radius, picture) ?? []);
  if (frames.length === 0) return null;
  const frame = enclosingRect(frames);
  const covered = pieces.map(([from, to]) => capsule(from, to, radius, frame));
  return trim(fromIntervals(uniteAll(covered), frame));
}

/** The part of the picture that a straight piece can touch. */
function frameOf(
  from: BrushPoint,
  to: BrushPoint,
  radius: number,
  { width, height }: { readonly width: number; readonly height: number },
): PixelRect | null {
  const x = Math.max(0, Math.floor(Math.min(from.x, to.x) - radius));
  const y = Math.max(0, Math.floor(Math.min(from.y, to.y) - radius));
  const right = Math.min(width, Math.ceil(Math.max(from.x, to.x) + radius));
  const bottom = Math.min(height, Math.ceil(Math.max(from.y, to.y) + radius));
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null;
}

/** All within `radius` of a line from one point to another: convex, so one interval a column. */
function capsule(from: BrushPoint, to: BrushPoint, radius: number, frame: PixelRect): Intervals {
  const intervals: number[] = [];
  const first = Math.max(frame.x, Math.floor(Math.min(from.x, to.x) - radius));
  const last = Math.min(frame.x + frame.width, Math.ceil(Math.max(from.x, to.x) + radius));
  for (let column = first; column < last; column++) {
    const span = new Span();
    addDisc(span, from, radius, column + 0.5);
    addDisc(span, to, radius, column + 0.5);
    addBand(span, from, to, radius, column + 0.5);
    const top = Math.max(frame.y, Math.ceil(span.from - 0.5));
    const bottom = Math.min(frame.y + frame.height, Math.floor(span.to - 0.5) + 1);
    if (top >= bottom) continue;
    const start = (column - frame.x) * frame.height - frame.y;
    intervals.push(start + top, start + bottom);
  }
  return intervals;
}

/** A range that grows; at first it is empty. */
class Span {
  from = Number.POSITIVE_INFINITY;
  to = Number.NEGATIVE_INFINITY;

  add(from: number, to: number): void {
    if (from > to) return;
    this.from = Math.min(this.from, from);
    this.to = Math.max(this.to, to);
  }
}

/** Where a vertical line at `x` crosses a disc. */
function addDisc(span: Span, { x: middle, y }: BrushPoint, radius: number, x: number): void {
  const half = Math.sqrt(radius ** 2 - (x - middle) ** 2);
  if (!Number.isNaN(half)) span.add(y - half, y + half);
}

/** Where a vertical line at `x` crosses the band of so much to either side between two points. */
function addBand(span: Span, from: BrushPoint, to: BrushPoint, radius: number, x: number): void {
  const [dx, dy] = [slope(to.x - from.x), slope(to.y - from.y)];
  const length = Math.hypot(dx, dy);
  if (length === 0) return;
  const along = x - from.x;
  // At most `radius` beside the line …
  if (dx === 0 && Math.abs(along) > radius) return;
  const beside = dx === 0 ? Number.POSITIVE_INFINITY : (radius * length) / Math.abs(dx);
  const middle = dx === 0 ? from.y : from.y + (along * dy) / dx;
  // … and between its two ends.
  if (dy === 0 && (along * dx < 0 || along * dx > length ** 2)) return;
  const ends =
    dy === 0
      ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      : [from.y - (along * dx) / dy, from.y + (length ** 2 - along * dx) / dy];
  span.add(
    Math.max(middle - beside, Math.min(...ends)),
    Math.min(middle + beside, Math.max(...ends)),
  );
}

/** Differences that no screen shows are none: a division by them has no end. */
function slope(pixels: number): number {
  return Math.abs(pixels) < 1e-9 ? 0 : pixels;
}
