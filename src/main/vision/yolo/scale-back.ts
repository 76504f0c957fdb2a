import type { Box } from '../../../shared/domain.ts';
import { roundHalfToEven } from '../tensor.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A box from the network's input back into the picture, clipped to it: Ultralytics' `scale_boxes`
 * (8.4.190) in float32. It works the letterbox out again from the two sizes alone, and so do we:
 * for rectangles of dynamic networks that can differ by a pixel from what was really padded.
 */
export function boxScaler(input: Size, picture: Size): (box: Box) => Box {
  const fit = letterboxOf(input, picture);
  const gainX = Math.fround(fit.width / picture.width);
  const gainY = Math.fround(fit.height / picture.height);
  const left = roundHalfToEven((input.width - fit.width) / 2 - 0.1);
  const top = roundHalfToEven((input.height - fit.height) / 2 - 0.1);
  const x = (value: number): number =>
    clip(Math.fround(Math.fround(value - left) / gainX), picture.width);
  const y = (value: number): number =>
    clip(Math.fround(Math.fround(value - top) / gainY), picture.height);
  return ([x1, y1, x2, y2]) => [x(x1), y(y1), x(x2), y(y2)];
}

/** The size that a picture has inside a padded grid: each side rounded, at least one. */
export function letterboxOf(grid: Size, picture: Size): Size {
  const gain = Math.min(grid.height / picture.height, grid.width / picture.width);
  return {
    width: Math.max(roundHalfToEven(picture.width * gain), 1),
    height: Math.max(roundHalfToEven(picture.height * gain), 1),
  };
}

function clip(value: number, limit: number): number {
  return Math.min(Math.max(value, 0), limit);
}
