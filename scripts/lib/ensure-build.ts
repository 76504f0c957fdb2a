import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, tool } from './run.ts';

const STAMP = join(ROOT, 'out', '.built');
const SOURCES = ['src', 'electron.vite.config.ts', 'package-lock.json'];

/** Builds when there is no build or a source is newer than it; says so on standard error only. */
export async function ensureBuild(): Promise<void> {
  const built = await modified(STAMP);
  const newest = Math.max(
    ...(await Promise.all(SOURCES.map((name) => newestIn(join(ROOT, name))))),
  );
  if (built >= newest) return;
  process.stderr.write('Building Pitchline…\n');
  // Standard output belongs to the program that is about to run.
  const status = await tool('electron-vite', ['build', '--logLevel', 'warn'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    process.stderr.write('The build failed; the messages above say why.\n');
    process.exit(1);
  }
  await writeFile(STAMP, '');
}

async function newestIn(path: string): Promise<number> {
  const facts = await stat(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  const entries = await readdir(path, { recursive: true });
  const times = await Promise.all(entries.map((entry) => modified(join(path, entry))));
  return Math.max(facts.mtimeMs, ...times);
}

async function modified(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
