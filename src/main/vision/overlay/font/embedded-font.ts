import sharp from 'sharp';
import type { Stamp } from '../canvas.ts';
import glyphs from './glyphs.json' with { type: 'json' };

/** Advance width and SVG path by character, 1000 units an em, baseline at 0, y downwards. */
const GLYPHS = new Map(Object.entries(glyphs as unknown as Record<string, [number, string]>));

const EM = 1000;
/** Room above and below the baseline that every glyph of the font stays within. */
const ASCENT = 980;
const DESCENT = 240;

export const LINE_HEIGHT = (ASCENT + DESCENT) / EM;

export function canDraw(text: string): boolean {
  return [...text].every((character) => GLYPHS.has(character));
}

/**
 * Text from the outlines that come with the program: the same on every machine, with or without
 * fonts. Its height is LINE_HEIGHT x fontSize.
 *
 * @param text characters that {@link canDraw} accepts
 */
export async function drawEmbeddedText(text: string, fontSize: number): Promise<Stamp> {
  let advance = 0;
  const paths: string[] = [];
  for (const character of text) {
    const [width, path] = GLYPHS.get(character)!;
    paths.push(`<path transform="translate(${advance} ${ASCENT})" d="${path}"/>`);
    advance += width;
  }
  const width = Math.max(1, Math.ceil((advance * fontSize) / EM));
  const height = Math.ceil(LINE_HEIGHT * fontSize);
  const viewBox = `0 0 ${(width * EM) / fontSize} ${(height * EM) / fontSize}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}">${paths.join('')}</svg>`;
  const opacity = await sharp(Buffer.from(svg)).extractChannel('alpha').raw().toBuffer();
  return { width, height, opacity };
}
