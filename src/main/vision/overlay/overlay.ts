import sharp from 'sharp';
import type { Detection } from '../../../shared/domain.ts';
import { fromCocoMask } from '../../../shared/masks/index.ts';
import { classColour, type Rgb } from '../../../shared/palette.ts';
import type { Picture, Rect } from '../types.ts';
import { type Canvas, fillMask, fillRect, stamp, strokeMask, strokeRect } from './canvas.ts';
import { drawLabel } from './label.ts';
import { placeLabel } from './placement.ts';

const MASK_OPACITY = 0.35;
const HALO: Rgb = [0, 0, 0];

/** Sizes of lines and letters, so that a picture fitted to a screen looks the same at any size. */
function drawingSizes({ width, height }: Picture) {
  const side = Math.sqrt(width * height);
  return {
    line: Math.max(2, Math.round(side / 400)),
    fontSize: Math.max(12, Math.round(side / 52)),
    padding: Math.max(2, Math.round(side / 300)),
  };
}

/**
 * Draws detections over a copy of the picture: translucent masks with their contours, boxes, and
 * labels with class and score, in the colours of {@link classColour}. Lines have a dark rim, so that
 * they show on bright and on dark metal.
 *
 * @returns a PNG of the picture's own size
 */
export async function drawOverlay(
  picture: Picture,
  detections: readonly Detection[],
): Promise<Uint8Array> {
  const canvas: Canvas = { ...picture, data: picture.data.slice() };
  const sizes = drawingSizes(picture);
  // The surest last, so that it lies on top; its label is placed first, so that it is nearest.
  const ascending = detections.toSorted((a, b) => a.score - b.score);
  for (const detection of ascending) drawMask(canvas, detection, sizes.line);
  for (const detection of ascending) drawBox(canvas, detection, sizes.line);

  const placed: Rect[] = [];
  for (const detection of ascending.toReversed()) {
    const text = await drawLabel(detection, sizes.fontSize, picture.width - 2 * sizes.padding);
    const size = { width: text.width + 2 * sizes.padding, height: text.height };
    const box = grow(boxRect(detection), sizes.line, canvas);
    const rect = placeLabel(size, box, picture, placed);
    const colour = classColour(detection.classId);
    fillRect(canvas, rect, colour.rgb);
    stamp(canvas, text, Math.round(rect.x) + sizes.padding, Math.round(rect.y), colour.textRgb);
    placed.push(rect);
  }
  return encodePng(canvas);
}

function drawMask(canvas: Canvas, detection: Detection, line: number): void {
  if (detection.mask === undefined) return;
  const mask = fromCocoMask(detection.mask);
  const { rgb } = classColour(detection.classId);
  fillMask(canvas, mask, rgb, MASK_OPACITY);
  strokeMask(canvas, mask, line, rgb);
}

/** The line lies around the box, so as not to cover a small defect, but inside the picture. */
function drawBox(canvas: Canvas, detection: Detection, line: number): void {
  const rim = Math.ceil(line / 2);
  const coloured = grow(boxRect(detection), line, canvas);
  strokeRect(canvas, grow(coloured, rim, canvas), line + 2 * rim, HALO);
  strokeRect(canvas, coloured, line, classColour(detection.classId).rgb);
}

function grow({ x, y, width, height }: Rect, by: number, within: Canvas): Rect {
  const left = Math.max(0, x - by);
  const top = Math.max(0, y - by);
  return {
    x: left,
    y: top,
    width: Math.min(within.width, x + width + by) - left,
    height: Math.min(within.height, y + height + by) - top,
  };
}

/** The box on whole pixels, at least one wide and high. */
function boxRect({ box: [x1, y1, x2, y2] }: Detection): Rect {
  const x = Math.floor(x1);
  const y = Math.floor(y1);
  return {
    x,
    y,
    width: Math.max(1, Math.ceil(x2) - x),
    height: Math.max(1, Math.ceil(y2) - y),
  };
}

async function encodePng({ width, height, data }: Canvas): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 3 })
    .toBuffer();
}
