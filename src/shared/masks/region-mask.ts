/**
 * A mask as run lengths of a rectangle of the picture: COCO's uncompressed RLE (column by column,
 * the first run counts zeros) of the crop at (x, y) of size width x height.
 */
export interface RegionMask {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly counts: readonly number[];
}
