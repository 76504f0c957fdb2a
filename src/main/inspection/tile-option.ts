import type { Tiling } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';

/**
 * `SIZE[,OVERLAP]` or `off`: SIZE in pixels, or as a share of the shorter side when it is 1 or less;
 * OVERLAP as a share of the tile (0.2 when not said).
 *
 * @throws PitchlineError BAD_REQUEST
 */
export function parseTile(text: string): Tiling | null {
  if (text === 'off') return null;
  const match = /^(\d+|\d*\.\d+)(?:,(\d*\.?\d+))?$/.exec(text);
  const size = Number(match?.[1]);
  const overlap = match?.[2] === undefined ? 0.2 : Number(match[2]);
  const isShare = size <= 1;
  if (match === null || size <= 0 || (!isShare && !Number.isInteger(size)) || overlap > 0.9) {
    throw new PitchlineError(
      'BAD_REQUEST',
      `"${text}" is no tile: write SIZE[,OVERLAP], SIZE in pixels (640) or as a share of the shorter side (0.7), OVERLAP from 0 to 0.9, or "off".`,
    );
  }
  return { size: isShare ? { share: size } : { pixels: size }, overlap, whole: false };
}
