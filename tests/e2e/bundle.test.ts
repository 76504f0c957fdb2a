import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PAGE_LIMIT, pageSize, pageSizeLine } from '../../scripts/lib/page-size.ts';
import { ROOT } from '../support/cli.ts';

it('the page is small enough for a plant network', () => {
  const size = pageSize(join(ROOT, 'out/renderer'));
  process.stdout.write(pageSizeLine(size));
  expect(size.files.length).toBeGreaterThan(1);
  expect(size.atOnce).toBeLessThan(PAGE_LIMIT);
});
