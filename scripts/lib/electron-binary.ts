import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.ts';

const PACKAGE = join(ROOT, 'node_modules', 'electron');

/** Electron's program, if its binary was downloaded. */
export function electronBinary(): string | null {
  try {
    const path = join(PACKAGE, 'dist', readFileSync(join(PACKAGE, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Fetches the binary (install scripts are off, so npm did not); null where it cannot be had. */
export async function fetchElectronBinary(): Promise<string | null> {
  const found = electronBinary();
  if (found !== null) return found;
  await run(process.execPath, [join(PACKAGE, 'install.js')], {
    stdio: 'ignore',
    timeoutMs: 180_000,
  });
  return electronBinary();
}

/** Why a desktop window cannot be shown on this machine at all, or null. */
export function noDesktopReason(environment: NodeJS.ProcessEnv = process.env): string | null {
  if (environment.PITCHLINE_HEADLESS === '1') return 'PITCHLINE_HEADLESS is set';
  if (process.platform !== 'linux') return null;
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display';
  if (process.getuid?.() === 0) return "Electron's sandbox does not run as root";
  return null;
}
