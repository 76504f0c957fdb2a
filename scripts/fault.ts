/** `npm run fault -- folder --kills N [--seed S] [--json]`: a real station, killed at random; see tests/fault/folder. */
import { join } from 'node:path';
import { ensureBuild } from './lib/ensure-build.ts';
import { ROOT, run } from './lib/run.ts';

await ensureBuild();
process.exitCode = await run(process.execPath, [
  join(ROOT, 'tests/fault/main.ts'),
  ...process.argv.slice(2),
]);
