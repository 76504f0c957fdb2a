import type { Detection } from '../../../shared/domain.ts';
import type { Stamp } from './canvas.ts';
import { canDraw, drawEmbeddedText } from './font/embedded-font.ts';
import { drawSystemText } from './font/system-font.ts';

/** Longer names would cover the picture. */
const MOST_CHARACTERS = 40;

/** A smaller text cannot be read; it is cut off at the picture's edge instead. */
const SMALLEST_FONT = 8;

/**
 * A detection's label, such as "crack 0.91". A name in a script that neither the program's outlines
 * nor the machine's fonts can draw becomes "class 3": a row of empty boxes tells nothing.
 *
 * @param fontSize in pixels; made smaller until the label is at most `maxWidth` wide
 */
export async function drawLabel(
  detection: Detection,
  fontSize: number,
  maxWidth: number,
): Promise<Stamp> {
  const label = await drawAt(detection, fontSize);
  if (label.width <= maxWidth || fontSize <= SMALLEST_FONT) return label;
  const fitting = Math.floor((fontSize * maxWidth) / label.width);
  return drawAt(detection, Math.max(SMALLEST_FONT, fitting));
}

async function drawAt(detection: Detection, fontSize: number): Promise<Stamp> {
  const name = shorten(detection.className);
  const score = detection.score.toFixed(2);
  if (canDraw(name)) return drawEmbeddedText(`${name} ${score}`, fontSize);
  const drawnName = await drawSystemText(name, fontSize);
  if (drawnName === null) return drawEmbeddedText(`class ${detection.classId} ${score}`, fontSize);
  return sideBySide(drawnName, await drawEmbeddedText(` ${score}`, fontSize));
}

/** On one line: control characters and line ends are white space here. */
function shorten(name: string): string {
  const line = name.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const graphemes = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  if (graphemes.length <= MOST_CHARACTERS) return line;
  return `${graphemes.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}

function sideBySide(left: Stamp, right: Stamp): Stamp {
  const width = left.width + right.width;
  const opacity = new Uint8Array(width * left.height);
  for (let y = 0; y < left.height; y++) {
    opacity.set(left.opacity.subarray(y * left.width, (y + 1) * left.width), y * width);
    opacity.set(
      right.opacity.subarray(y * right.width, (y + 1) * right.width),
      y * width + left.width,
    );
  }
  return { width, height: left.height, opacity };
}
