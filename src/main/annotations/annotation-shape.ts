import type { Annotation } from '../../shared/corrections.ts';
import { fromCocoMask, maskArea, maskBounds } from '../../shared/masks/index.ts';

/** What a label says of a place: left, top, width and height in pixels, and square pixels. */
export interface LabelShape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly area: number;
}

/** Tight around the mask; the box where there is none, or nothing in it. */
export function labelShape({ box, mask }: Annotation): LabelShape {
  const region = mask === undefined ? null : fromCocoMask(mask);
  const bounds = region === null ? null : maskBounds(region);
  if (region !== null && bounds !== null) return { ...bounds, area: maskArea(region) };
  const [x, y, right, bottom] = box;
  const [width, height] = [right - x, bottom - y];
  return { x, y, width, height, area: width * height };
}
