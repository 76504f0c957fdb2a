import type { Picture, Rect } from '../types.ts';

/** A copy of a rectangle of the picture; the picture itself where the rectangle is all of it. */
export function cropPicture(picture: Picture, rect: Rect): Picture {
  const { x, y, width, height } = rect;
  if (width === picture.width && height === picture.height) return picture;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * picture.width + x) * 3;
    data.set(picture.data.subarray(start, start + width * 3), row * width * 3);
  }
  return { width, height, data };
}
