/** `npm run bench -- NAME [--json]`: ratios measured in one run; see tests/bench. */
import { join } from 'node:path';
import { ensureBuild } from './lib/ensure-build.ts';
import { ROOT, run } from './lib/run.ts';

await ensureBuild();
process.exitCode = await run(process.execPath, [
  join(ROOT, 'tests/bench/main.ts'),
  ...process.argv.slice(2),
]);
