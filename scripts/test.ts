/**
 * `npm test [-- vitest arguments]`: brings what the tests need, builds, runs everything. Arguments
 * go to Vitest, so `npm test -- tests/unit` runs a part.
 */
import { ensureChromium } from './lib/chromium.ts';
import { ensureBuild } from './lib/ensure-build.ts';
import { tool } from './lib/run.ts';

const chromium = await ensureChromium();
await ensureBuild();
process.exitCode = await tool('vitest', ['run', ...process.argv.slice(2)], {
  env: { ...process.env, PITCHLINE_CHROMIUM: chromium },
});
