import { roundHalfToEven } from '../tensor.ts';
import { letterboxOf, type Size } from './scale-back.ts';

/**
 * Along one axis: which prototype cells make up each picture pixel. A pixel mixes `TAPS`
 * neighbouring cells from `first[pixel]` on, with `weights[pixel * TAPS + tap]`.
 */
export interface AxisTaps {
  readonly first: Int32Array;
  readonly weights: Float32Array;
}

/** Two bilinear steps over at most four neighbouring cells of the finer grid reach three cells. */
export const TAPS = 3;

/** Ultralytics' prototypes are always a quarter of the network's input. */
const PROTOTYPE_STRIDE = 4;

/**
 * The resampling of Ultralytics' `process_mask_native` (8.4.190, `retina_masks=True`), which is
 * linear and separable, as weights a pixel: prototypes are enlarged (1, 2 or 4 times, the least
 * with which the letterbox's padding is cut on whole cells), the padding is cut off, and the rest
 * is resized to the picture, both times bilinear with `align_corners=False`.
 */
export function prototypeTaps(
  prototypes: Size,
  picture: Size,
): { readonly x: AxisTaps; readonly y: AxisTaps } {
  const factor = enlargement(prototypes, picture);
  const grid = { width: prototypes.width * factor, height: prototypes.height * factor };
  const content = letterboxOf(grid, picture);
  return {
    x: axisTaps(prototypes.width, factor, content.width, picture.width),
    y: axisTaps(prototypes.height, factor, content.height, picture.height),
  };
}

function enlargement(prototypes: Size, picture: Size): number {
  const input = {
    width: PROTOTYPE_STRIDE * prototypes.width,
    height: PROTOTYPE_STRIDE * prototypes.height,
  };
  const content = letterboxOf(input, picture);
  const padding = (input.height - content.height) | (input.width - content.width);
  const bits = padding | Math.floor(padding / 2);
  if (bits % 4 === 0) return 1;
  return bits % 2 === 0 ? 2 : 4;
}

/**
 * @param cells prototype cells along the axis
 * @param content picture's share of the enlarged grid, in its cells, centred in it
 * @param pixels picture pixels along the axis
 */
function axisTaps(cells: number, factor: number, content: number, pixels: number): AxisTaps {
  const start = roundHalfToEven((cells * factor - content) / 2 - 0.1);
  const first = new Int32Array(pixels);
  const weights = new Float32Array(pixels * TAPS);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const fine = bilinear(pixel, content / pixels, content);
    const near = bilinear(start + fine.near, 1 / factor, cells);
    const far = bilinear(start + fine.far, 1 / factor, cells);
    first[pixel] = near.near;
    const add = (cell: number, weight: number): void => {
      weights[pixel * TAPS + cell - near.near]! += weight;
    };
    add(near.near, (1 - fine.share) * (1 - near.share));
    add(near.far, (1 - fine.share) * near.share);
    add(far.near, fine.share * (1 - far.share));
    add(far.far, fine.share * far.share);
  }
  return { first, weights };
}

/** torch's bilinear source position: pixel centres on pixel centres, clamped to the first and last. */
function bilinear(
  target: number,
  scale: number,
  length: number,
): { readonly near: number; readonly far: number; readonly share: number } {
  const position = Math.max((target + 0.5) * scale - 0.5, 0);
  const near = Math.min(Math.floor(position), length - 1);
  const far = Math.min(near + 1, length - 1);
  return { near, far, share: near === far ? 0 : position - near };
}
