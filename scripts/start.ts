/** `npm start`: the desktop where Electron can be had, else the headless station with its address. */
import { join } from 'node:path';
import { fetchElectronBinary, noDesktopReason } from './lib/electron-binary.ts';
import { ensureBuild } from './lib/ensure-build.ts';
import { ROOT, run } from './lib/run.ts';

await ensureBuild();
const impossible = noDesktopReason();
const electron = impossible === null ? await fetchElectronBinary() : null;
if (electron !== null) {
  process.exitCode = await run(electron, [ROOT]);
} else {
  const reason = impossible ?? "Electron's binary cannot be downloaded here";
  process.stderr.write(`No desktop window (${reason}): starting the headless station.\n`);
  process.exitCode = await run(process.execPath, [
    join(ROOT, 'out/main/cli.js'),
    'serve',
    ...process.argv.slice(2),
  ]);
}
