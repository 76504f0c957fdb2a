import type { Detection } from '../domain.ts';
import type { Calibration } from './geometry.ts';
import type { SizeName } from './rule.ts';

/** Width and height in pixels of the upright picture. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export type Measured = Pick<Detection, 'areaPx' | 'lengthPx' | 'widthPx'>;

/** Millimetres a pixel of this picture; null without a calibration. */
export function millimetresPerPixel(
  calibration: Calibration | null,
  { width, height }: PictureSize,
): number | null {
  if (calibration === null) return null;
  if ('mmPerPx' in calibration) return calibration.mmPerPx;
  const [[x1, y1], [x2, y2]] = calibration.points;
  return calibration.lengthMm / Math.hypot((x2 - x1) * width, (y2 - y1) * height);
}

const UNITS = {
  areaPx: 'px²',
  lengthPx: 'px',
  widthPx: 'px',
  areaMm2: 'mm²',
  lengthMm: 'mm',
  widthMm: 'mm',
} as const satisfies Record<SizeName, string>;

export function unitOf(name: SizeName): string {
  return UNITS[name];
}

/**
 * A measure of a detection by its name in a recipe.
 *
 * @param scale millimetres a pixel; a recipe that asks for mm without one was refused
 */
export function sizeOf(name: SizeName, detection: Measured, scale: number | null): number {
  if (name === 'areaPx' || name === 'lengthPx' || name === 'widthPx') return detection[name];
  if (scale === null) throw new RangeError(`${name} has no meaning without a calibration.`);
  if (name === 'areaMm2') return detection.areaPx * scale ** 2;
  return scale * (name === 'lengthMm' ? detection.lengthPx : detection.widthPx);
}

/** The detections with their sizes in millimetres too, where the recipe has a calibration. */
export function withMillimetres(
  detections: readonly Detection[],
  picture: PictureSize,
  calibration: Calibration | null,
): readonly Detection[] {
  const scale = millimetresPerPixel(calibration, picture);
  if (scale === null) return detections;
  return detections.map((detection) => ({
    ...detection,
    areaMm2: detection.areaPx * scale ** 2,
    lengthMm: detection.lengthPx * scale,
    widthMm: detection.widthPx * scale,
  }));
}
