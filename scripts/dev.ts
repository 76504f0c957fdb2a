/** `npm run dev`: rebuilds on change; the desktop with hot reload, or the headless station restarted. */
import { join } from 'node:path';
import { fetchElectronBinary, noDesktopReason } from './lib/electron-binary.ts';
import { ensureBuild } from './lib/ensure-build.ts';
import { ROOT, run, tool } from './lib/run.ts';

if (noDesktopReason() === null && (await fetchElectronBinary()) !== null) {
  process.exitCode = await tool('electron-vite', ['dev', '--watch']);
} else {
  await ensureBuild();
  const rebuild = tool('electron-vite', ['build', '--watch', '--logLevel', 'warn']);
  const station = run(process.execPath, ['--watch', join(ROOT, 'out/main/cli.js'), 'serve']);
  process.exitCode = Math.max(...(await Promise.all([rebuild, station])));
}
