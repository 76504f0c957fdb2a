import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ROOT } from '../support/cli.ts';

/** What a browser loads before it shows anything, in bytes after gzip. */
const BUDGET = 500_000;

const RENDERER = join(ROOT, 'out/renderer');
const zipped = (path: string): number => gzipSync(readFileSync(join(RENDERER, path))).length;
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
const kilobytes = (size: number): string => `${(size / 1000).toFixed(0)} KB`;

it('the page is small enough for a plant network', () => {
  // Scripts, what they import at once, and styles; other screens and languages come when asked for.
  const html = readFileSync(join(RENDERER, 'index.html'), 'utf8');
  const first = [...html.matchAll(/(?:src|href)="\.?\/(assets\/[^"]+)"/g)].map(([, path]) => path);
  const atOnce = sum(first.map((path) => zipped(path ?? '')));
  const all = sum(readdirSync(join(RENDERER, 'assets')).map((name) => zipped(`assets/${name}`)));
  process.stdout.write(
    `The page: ${kilobytes(atOnce)} after gzip at first, ${kilobytes(all)} with all screens and languages.\n`,
  );
  expect(first.length).toBeGreaterThan(1);
  expect(atOnce).toBeLessThan(BUDGET);
});
