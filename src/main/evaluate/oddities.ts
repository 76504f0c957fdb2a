import type { CocoBox, Labelled } from '../../shared/evaluation/types.ts';
import { maskArea } from '../../shared/masks/index.ts';
import type { PixelSize } from './dataset.ts';

/** Sentences about labels that no detection can ever meet; they stay labels, and are missed. */
export function oddities(
  pictures: readonly ({ readonly labels: readonly Labelled[]; readonly size: PixelSize } | null)[],
): readonly string[] {
  const known = pictures.filter((picture) => picture !== null);
  const lost = known
    .flatMap(({ labels, size }) => labels.map((label) => isNowhere(label, size)))
    .filter(Boolean).length;
  return lost === 0
    ? []
    : [
        `${lost} labels lie outside their picture or have no area: nothing can find them, and they count as missed.`,
      ];
}

function isNowhere({ box, mask }: Labelled, size: PixelSize): boolean {
  return mask === null ? !touches(box, size) : maskArea(mask) === 0;
}

function touches([left, top, width, height]: CocoBox, size: PixelSize): boolean {
  const isFlat = width === 0 || height === 0;
  const isInside = left < size.width && top < size.height && left + width > 0 && top + height > 0;
  return isInside && !isFlat;
}
