import type { CocoMask } from '../domain.ts';
import { PitchlineError } from '../errors.ts';
import { maskBounds, trim } from './geometry.ts';
import { fromIntervals, toIntervals } from './intervals.ts';
import type { RegionMask } from './region-mask.ts';

/** The code's characters are '0' and the 63 after it: five bits of number, one bit "more follows". */
const FIRST_CODE = 48;

/**
 * COCO's compressed run lengths of a mask laid over the whole picture, byte for byte what
 * pycocotools' `encode` gives. Pixels outside the picture are cut off.
 *
 * The format (cocoapi, `maskApi.c`, `rleToString`): counts from the fourth on are written as the
 * difference to the count two before, each in base 32, least significant digit first, signed.
 */
export function toCocoMask(mask: RegionMask, height: number, width: number): CocoMask {
  const picture = { x: 0, y: 0, width, height };
  const { counts } = fromIntervals(toIntervals(mask, picture), picture);
  const codes: string[] = [];
  for (const [index, count] of counts.entries()) {
    let value = index > 2 ? count - counts[index - 2]! : count;
    for (let more = true; more; ) {
      const digit = ((value % 32) + 32) % 32;
      value = Math.floor(value / 32);
      more = digit & 16 ? value !== -1 : value !== 0;
      codes.push(String.fromCharCode(FIRST_CODE + digit + (more ? 32 : 0)));
    }
  }
  return { size: [height, width], counts: codes.join('') };
}

/**
 * The tightest mask with the same pixels; a mask without pixels keeps the picture's frame.
 *
 * @throws PitchlineError BAD_REQUEST when the text is not a run-length code of that size
 */
export function fromCocoMask(coco: CocoMask): RegionMask {
  return fromCocoCounts(coco.size, decodeCounts(coco.counts));
}

/**
 * The same of COCO's uncompressed run lengths.
 *
 * @param size height, width
 * @param counts lengths of the runs column by column, the first of zeros
 * @throws PitchlineError BAD_REQUEST when they do not cover exactly that size
 */
export function fromCocoCounts(
  [height, width]: CocoMask['size'],
  counts: readonly number[],
): RegionMask {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total !== height * width) {
    throw malformed(`it covers ${total} pixels and the picture has ${height * width}`);
  }
  const whole = { x: 0, y: 0, width, height, counts };
  return maskBounds(whole) === null ? whole : trim(whole)!;
}

function decodeCounts(text: string): number[] {
  const counts: number[] = [];
  for (let position = 0; position < text.length; ) {
    let value = 0;
    let scale = 1;
    for (let more = true; more; ) {
      const code = text.charCodeAt(position++) - FIRST_CODE;
      if (!(code >= 0 && code < 64)) throw malformed('it has a character that the code lacks');
      value += (code & 31) * scale;
      scale *= 32;
      more = (code & 32) !== 0;
      if (!more && (code & 16) !== 0) value -= scale;
    }
    if (counts.length > 2) value += counts[counts.length - 2]!;
    if (!(value >= 0 && Number.isSafeInteger(value))) throw malformed('it has a negative run');
    counts.push(value);
  }
  return counts;
}

function malformed(why: string): PitchlineError {
  return new PitchlineError(
    'BAD_REQUEST',
    `The mask is not a COCO run-length code: ${why}. Write it with pycocotools or this program.`,
  );
}
