import { forEachSegment, maskOutline, type RegionMask } from '../../../shared/masks/index.ts';
import type { Rgb } from '../../../shared/palette.ts';
import type { Rect } from '../types.ts';

/** A picture that is drawn on: height x width x 3 RGB. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A shape to be stamped in one colour: height x width opacities 0…255. */
export interface Stamp {
  readonly width: number;
  readonly height: number;
  readonly opacity: Uint8Array;
}

/** Fills a rectangle, cut off at the canvas' edges; `opacity` 0…1. */
export function fillRect(canvas: Canvas, rect: Rect, colour: Rgb, opacity = 1): void {
  const left = Math.max(0, Math.round(rect.x));
  const right = Math.min(canvas.width, Math.round(rect.x + rect.width));
  const top = Math.max(0, Math.round(rect.y));
  const bottom = Math.min(canvas.height, Math.round(rect.y + rect.height));
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) blend(canvas, x, y, colour, opacity);
  }
}

/** A rectangle's outline whose lines lie inside it. */
export function strokeRect(canvas: Canvas, rect: Rect, thickness: number, colour: Rgb): void {
  const { x, y, width, height } = rect;
  const across = Math.min(thickness, height);
  const down = Math.min(thickness, width);
  fillRect(canvas, { x, y, width, height: across }, colour);
  fillRect(canvas, { x, y: y + height - across, width, height: across }, colour);
  fillRect(canvas, { x, y, width: down, height }, colour);
  fillRect(canvas, { x: x + width - down, y, width: down, height }, colour);
}

export function fillMask(canvas: Canvas, mask: RegionMask, colour: Rgb, opacity: number): void {
  forEachSegment(mask, (column, segmentTop, segmentBottom) => {
    const x = column + mask.x;
    if (x < 0 || x >= canvas.width) return;
    const top = Math.max(0, segmentTop + mask.y);
    const bottom = Math.min(canvas.height, segmentBottom + mask.y);
    for (let y = top; y < bottom; y++) blend(canvas, x, y, colour, opacity);
  });
}

/** Draws the borders of a mask, holes included, centred on its edge. */
export function strokeMask(canvas: Canvas, mask: RegionMask, thickness: number, colour: Rgb): void {
  const half = thickness / 2;
  for (const corners of maskOutline(mask)) {
    for (const [i, [x1, y1]] of corners.entries()) {
      // Outlines run along pixel edges, so every side is a thin rectangle.
      const [x2, y2] = corners[(i + 1) % corners.length]!;
      const x = Math.min(x1, x2) - half;
      const y = Math.min(y1, y2) - half;
      const width = Math.abs(x2 - x1) + thickness;
      const height = Math.abs(y2 - y1) + thickness;
      fillRect(canvas, { x, y, width, height }, colour);
    }
  }
}

export function stamp(canvas: Canvas, shape: Stamp, left: number, top: number, colour: Rgb): void {
  for (let row = 0; row < shape.height; row++) {
    const y = top + row;
    if (y < 0 || y >= canvas.height) continue;
    for (let column = 0; column < shape.width; column++) {
      const x = left + column;
      const opacity = shape.opacity[row * shape.width + column]!;
      if (opacity > 0 && x >= 0 && x < canvas.width) blend(canvas, x, y, colour, opacity / 255);
    }
  }
}

function blend({ width, data }: Canvas, x: number, y: number, colour: Rgb, opacity: number): void {
  const at = (y * width + x) * 3;
  data[at] = data[at]! + Math.round((colour[0] - data[at]!) * opacity);
  data[at + 1] = data[at + 1]! + Math.round((colour[1] - data[at + 1]!) * opacity);
  data[at + 2] = data[at + 2]! + Math.round((colour[2] - data[at + 2]!) * opacity);
}
