import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ROOT } from '../support/cli.ts';

/** What a browser loads before it shows anything, in bytes after gzip. */
const BUDGET = 500_000;

it('the page is small enough for a plant network', () => {
  const folder = join(ROOT, 'out/renderer/assets');
  const sizes = readdirSync(folder).map(
    (name) => gzipSync(readFileSync(join(folder, name))).length,
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  process.stdout.write(`The page: ${(total / 1000).toFixed(0)} KB after gzip.\n`);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(BUDGET);
});
