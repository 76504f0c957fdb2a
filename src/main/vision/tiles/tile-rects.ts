import type { Tiling } from '../../../shared/domain.ts';
import type { Rect } from '../types.ts';

/**
 * The rectangles of a picture that are judged one by one, row by row, the whole picture last where
 * `tiling` asks for it. Tiles are square, or as long as the picture where that is shorter; they
 * cover the picture, never leave it, and overlap at least as asked, evenly.
 */
export function tileRects(width: number, height: number, tiling: Tiling): readonly Rect[] {
  const side =
    'pixels' in tiling.size
      ? tiling.size.pixels
      : Math.max(1, Math.round(tiling.size.share * Math.min(width, height)));
  const tileWidth = Math.min(side, width);
  const tileHeight = Math.min(side, height);
  const tiles: Rect[] = starts(height, tileHeight, tiling.overlap).flatMap((y) =>
    starts(width, tileWidth, tiling.overlap).map((x) => ({
      x,
      y,
      width: tileWidth,
      height: tileHeight,
    })),
  );
  if (tiling.whole && tiles.length > 1) tiles.push({ x: 0, y: 0, width, height });
  return tiles;
}

/** First pixels of the tiles along one axis; the last tile ends at the picture's border. */
function starts(length: number, side: number, overlap: number): readonly number[] {
  const spare = length - side;
  // A step of less than a pixel would never arrive.
  const step = Math.max(1, Math.floor(side * (1 - overlap)));
  const last = Math.ceil(spare / step);
  return Array.from({ length: last + 1 }, (_, index) =>
    last === 0 ? 0 : Math.round((index * spare) / last),
  );
}
