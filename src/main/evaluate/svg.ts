/** What both drawings are made of; they stand on white, for reports and for paper. */
export const INK = '#222';
export const FAINT = '#ddd';

export function svg(width: number, height: number, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="${INK}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...content,
    '</svg>',
    '',
  ].join('\n');
}

export function line(from: readonly [number, number], to: readonly [number, number]): string {
  return `<line x1="${round(from[0])}" y1="${round(from[1])}" x2="${round(to[0])}" y2="${round(to[1])}" stroke="${FAINT}"/>`;
}

/** @param more further attributes */
export function text(x: number, y: number, words: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${more}>${escaped(words)}</text>`;
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Class names come from foreign files, also characters that XML has no place for. */
function escaped(words: string): string {
  return words
    .replace(/[&<>]/g, (character) => ENTITIES[character]!)
    .replace(/[^\P{Cc}\t]/gu, '\u{fffd}');
}
