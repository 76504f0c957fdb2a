/** `npm run -s pitchline -- …`: the command line of a checkout, built first if it is not. */
import { join } from 'node:path';
import { ensureBuild } from './lib/ensure-build.ts';
import { ROOT, run } from './lib/run.ts';

await ensureBuild();
process.exitCode = await run(
  process.execPath,
  [join(ROOT, 'out/main/cli.js'), ...process.argv.slice(2)],
  // npm changes to the package's folder; paths mean what they meant where the command was typed.
  { cwd: process.env.INIT_CWD ?? process.cwd() },
);
