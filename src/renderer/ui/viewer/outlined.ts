import type { Box } from '../../../shared/domain.ts';
import type { RegionMask } from '../../../shared/masks/index.ts';
import { outlinePath, type Shape } from './shapes.ts';

/** A box, and perhaps a mask in it, that no model gave. */
export interface Outlined {
  readonly box: Box;
  readonly mask: RegionMask | null;
  readonly label: string;
  readonly colour: string;
}

/** By the mask itself: of a picture that is worked on only one mask changes at a time. */
const outlines = new WeakMap<RegionMask, Path2D>();

/** Ready to be drawn; the place in the list is the index. */
export function outlinedShapes(all: readonly Outlined[]): readonly Shape[] {
  return all.map(({ box, mask, label, colour }, index) => ({
    ...{ index, box, label, colour },
    outline: () => (mask === null ? null : outlineOf(mask)),
  }));
}

function outlineOf(mask: RegionMask): Path2D {
  const known = outlines.get(mask);
  if (known !== undefined) return known;
  const path = outlinePath(mask);
  outlines.set(mask, path);
  return path;
}
