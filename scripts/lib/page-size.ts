import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a browser may load before it shows anything, in bytes after gzip. */
export const PAGE_LIMIT = 500_000;

export interface PageSize {
  /** Files that the page names itself: scripts, what they import at once, and styles. */
  readonly files: readonly string[];
  /** Of those, in bytes after gzip; other screens and languages come when asked for. */
  readonly atOnce: number;
  /** Of all screens and languages. */
  readonly all: number;
}

/** Measures a built page; throws where there is none. */
export function pageSize(folder: string): PageSize {
  const zipped = (path: string): number => gzipSync(readFileSync(join(folder, path))).length;
  const sum = (paths: readonly string[]): number =>
    paths.reduce((total, path) => total + zipped(path), 0);
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.?\/(assets\/[^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
  const all = readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);
  return { files, atOnce: sum(files), all: sum(all) };
}

/** One line for people. */
export function pageSizeLine({ atOnce, all }: PageSize): string {
  const kilobytes = (size: number): string => `${(size / 1000).toFixed(0)} KB`;
  return `The page: ${kilobytes(atOnce)} after gzip at first (limit ${kilobytes(PAGE_LIMIT)}), ${kilobytes(all)} with all screens and languages.\n`;
}
