import { type SpawnOptions, spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface RunOptions extends Pick<SpawnOptions, 'cwd' | 'env' | 'stdio'> {
  readonly timeoutMs?: number;
}

/** Runs a program to its end, passing Ctrl+C and termination on; resolves with its exit status. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const { timeoutMs, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...spawnOptions });
    const pass = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill(), timeoutMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 130 : 1));
    });
  });
}

/** Runs a tool of node_modules/.bin under the Node that runs this script. */
export function tool(
  name: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  // Everything goes through Node itself, so that it also works where .bin holds .cmd files.
  return run(process.execPath, [toolEntry(name), ...args], options);
}

const TOOL_ENTRIES: Readonly<Record<string, string>> = {
  biome: '@biomejs/biome/bin/biome',
  depcruise: 'dependency-cruiser/bin/dependency-cruise.mjs',
  'electron-vite': 'electron-vite/bin/electron-vite.js',
  knip: 'knip/bin/knip.js',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
};

function toolEntry(name: string): string {
  const entry = TOOL_ENTRIES[name];
  if (entry === undefined) throw new Error(`Unknown tool ${name}`);
  return join(ROOT, 'node_modules', entry);
}
