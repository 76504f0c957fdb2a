import sharp from 'sharp';
import type { Stamp } from '../canvas.ts';
import { LINE_HEIGHT } from './embedded-font.ts';

const PROBE_SIZE = 48;
/** Share of a frame's side that must be inked to count as drawn; its corners may be rounded. */
const SOLID_SHARE = 0.8;

/** What this machine's fonts can draw, by grapheme: asking takes milliseconds. */
const drawable = new Map<string, Promise<boolean>>();

/**
 * Text by the fonts of the machine, for scripts that do not come with the program.
 *
 * @returns height LINE_HEIGHT x fontSize; null when the machine has no font for some of it
 */
export async function drawSystemText(text: string, fontSize: number): Promise<Stamp | null> {
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (segment.trim() === '') continue;
    if (!drawable.has(segment)) drawable.set(segment, hasGlyph(segment));
    if (!(await drawable.get(segment))) return null;
  }
  const ink = await render(text, fontSize);
  if (ink === null) return null;
  return centre(ink, Math.ceil(LINE_HEIGHT * fontSize));
}

/** A missing glyph is drawn as a frame, with or without its code inside. */
async function hasGlyph(grapheme: string): Promise<boolean> {
  const ink = await render(grapheme, PROBE_SIZE);
  return ink !== null && !isFramed(ink);
}

/** Whether the ink is bounded by four straight lines that run nearly from end to end. */
export function isFramed(shape: Stamp): boolean {
  const { width, height, opacity } = shape;
  const isInk = (x: number, y: number): boolean => opacity[y * width + x]! >= 128;
  const columns = [...Array(width).keys()];
  const rows = [...Array(height).keys()];
  const inkOfColumn = columns.map((x) => rows.filter((y) => isInk(x, y)).length);
  const inkOfRow = rows.map((y) => columns.filter((x) => isInk(x, y)).length);
  const left = inkOfColumn.findIndex((ink) => ink > 0);
  if (left === -1) return false;
  const right = inkOfColumn.findLastIndex((ink) => ink > 0);
  const top = inkOfRow.findIndex((ink) => ink > 0);
  const bottom = inkOfRow.findLastIndex((ink) => ink > 0);
  const across = SOLID_SHARE * (right - left + 1);
  const down = SOLID_SHARE * (bottom - top + 1);
  return (
    inkOfColumn[left]! >= down &&
    inkOfColumn[right]! >= down &&
    inkOfRow[top]! >= across &&
    inkOfRow[bottom]! >= across
  );
}

/** Pango's rendering, roughly cut to the ink; null when it cannot draw at all. */
async function render(text: string, fontSize: number): Promise<Stamp | null> {
  const markup = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  try {
    // At 72 dots an inch a point is a pixel.
    const { data, info } = await sharp({
      text: { text: markup, font: `Sans Bold ${fontSize}`, dpi: 72 },
    })
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, opacity: data };
  } catch {
    // Pango refuses text without any ink, such as a lone joiner: there is nothing to draw then.
    return null;
  }
}

/** Puts the ink in the middle of a line, cut off where it is higher. */
function centre(ink: Stamp, height: number): Stamp {
  const opacity = new Uint8Array(ink.width * height);
  const shift = Math.round((height - ink.height) / 2);
  for (let y = Math.max(0, shift); y < Math.min(height, shift + ink.height); y++) {
    const from = (y - shift) * ink.width;
    opacity.set(ink.opacity.subarray(from, from + ink.width), y * ink.width);
  }
  return { width: ink.width, height, opacity };
}
