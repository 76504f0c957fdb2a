import type { Rect } from '../types.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where a label goes: above its box, below it, or inside at the top, whichever of these is in the
 * picture and covers least of the labels already placed; always inside the picture.
 */
export function placeLabel(label: Size, box: Rect, picture: Size, placed: readonly Rect[]): Rect {
  const candidates = [
    { x: box.x, y: box.y - label.height },
    { x: box.x, y: box.y + box.height },
    { x: box.x, y: box.y },
    { x: box.x + box.width - label.width, y: box.y - label.height },
    { x: box.x + box.width - label.width, y: box.y + box.height },
    { x: box.x, y: box.y + box.height - label.height },
  ].map((corner) => moveInside({ ...corner, ...label }, picture));
  const covered = candidates.map((rect) =>
    placed.reduce((sum, other) => sum + commonArea(rect, other), 0),
  );
  return candidates[covered.indexOf(Math.min(...covered))]!;
}

function moveInside(rect: Rect, picture: Size): Rect {
  return {
    ...rect,
    x: Math.max(0, Math.min(rect.x, picture.width - rect.width)),
    y: Math.max(0, Math.min(rect.y, picture.height - rect.height)),
  };
}

function commonArea(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
