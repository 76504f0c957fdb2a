import { assertNever } from '../../../shared/assert-never.ts';
import type { Mask2FormerSpec } from '../../../shared/models.ts';
import { roundHalfToEven } from '../tensor.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size that Hugging Face's `Mask2FormerImageProcessor` (5.23) gives a picture. It stretches to
 * the next multiple of the divisor and pads nothing: padding only evens out a batch, and a batch
 * here is one picture.
 */
export function targetSize(
  picture: Size,
  { resize, sizeDivisor }: Pick<Mask2FormerSpec, 'resize' | 'sizeDivisor'>,
): Size {
  switch (resize.style) {
    case 'none':
      return { width: picture.width, height: picture.height };
    case 'exact':
      return roundUp(resize, sizeDivisor);
    case 'edges':
      return roundUp(fitEdges(picture, resize.shortest, resize.longest), sizeDivisor);
    default:
      return assertNever(resize);
  }
}

function roundUp({ width, height }: Size, divisor: number): Size {
  if (divisor <= 0) return { width, height };
  return {
    width: Math.ceil(width / divisor) * divisor,
    height: Math.ceil(height / divisor) * divisor,
  };
}

/**
 * The shorter side becomes `shortest`, unless the longer one would pass `longest`: then the longer
 * side becomes about `longest`. Rounding as in Hugging Face's `get_size_with_aspect_ratio`.
 */
function fitEdges({ width, height }: Size, shortest: number, longest: number): Size {
  const short = Math.min(width, height);
  const long = Math.max(width, height);
  const limited = (long / short) * shortest > longest;
  const exactShort = limited ? (longest * short) / long : shortest;
  const newShort = limited ? roundHalfToEven(exactShort) : shortest;
  if (newShort === short) return { width, height };
  const newLong = Math.trunc((exactShort * long) / short);
  return width < height
    ? { width: newShort, height: newLong }
    : { width: newLong, height: newShort };
}
