import type { PictureFacts } from '../../../shared/recipes/picture-checks.ts';
import type { Picture } from '../types.ts';
import { greyRow } from './grey.ts';

/**
 * What a recipe's checks compare: the numbers that OpenCV gives for `cvtColor(…, COLOR_RGB2GRAY)`,
 * its `mean()` and `Laplacian(grey, CV_64F).var()`, and the shares of pixels with level 0 and 255.
 *
 * One pass over the rows with three of them in hand, so that a large picture needs no grey copy.
 * All sums are of whole numbers below 2^53, and so exact.
 */
export function pictureFacts(picture: Picture): PictureFacts {
  const { width, height } = picture;
  // The picture goes on beyond its border as in a mirror that stands on the outermost pixels.
  const mirrored = (y: number): number => (y < height ? y : Math.max(0, height - 2));
  const rows = [new Uint8Array(width + 2), new Uint8Array(width + 2), new Uint8Array(width + 2)];
  let [above, here, below] = rows as [Uint8Array, Uint8Array, Uint8Array];
  greyRow(picture, mirrored(1), above);
  greyRow(picture, 0, here);

  const total = { laplacian: 0, squares: 0, levels: 0, black: 0, white: 0 };
  for (let y = 0; y < height; y++) {
    greyRow(picture, mirrored(y + 1), below);
    addRow(above, here, below, total);
    [above, here, below] = [here, below, above];
  }
  const pixels = width * height;
  return {
    sharpness: total.squares / pixels - (total.laplacian / pixels) ** 2,
    brightness: total.levels / pixels,
    blackShare: total.black / pixels,
    whiteShare: total.white / pixels,
  };
}

interface Sums {
  laplacian: number;
  squares: number;
  levels: number;
  black: number;
  white: number;
}

/** Rows with one mirrored pixel at either end. Small loops on whole numbers: 2 million pixels a picture. */
function addRow(above: Uint8Array, here: Uint8Array, below: Uint8Array, total: Sums): void {
  const end = here.length - 1;
  let laplacians = 0;
  let squares = 0;
  let levels = 0;
  let black = 0;
  let white = 0;
  for (let x = 1; x < end; x++) {
    const level = here[x]!;
    const laplacian = (above[x]! + below[x]! + here[x - 1]! + here[x + 1]! - (level << 2)) | 0;
    laplacians = (laplacians + laplacian) | 0;
    squares += laplacian * laplacian;
    levels = (levels + level) | 0;
    if (level === 0) black++;
    else if (level === 255) white++;
  }
  total.laplacian += laplacians;
  total.squares += squares;
  total.levels += levels;
  total.black += black;
  total.white += white;
}
