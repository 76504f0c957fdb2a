import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_FILE } from '../../../src/main/log/station-log.ts';
import { buildLog } from './build.ts';
import { type Measured, measureInsert, measureReads } from './measure.ts';
import { HELP, type LogBenchOptions, parseOptions } from './options.ts';

/** `npm run bench -- log`: see HELP. */
export async function logBench(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === null) return;
  if (options.help) {
    console.log(HELP);
    return;
  }
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'pitchline-bench-log-')));
  await mkdir(folder, { recursive: true });
  try {
    await run(folder, options);
  } finally {
    if (options.folder === null) await rm(folder, { recursive: true, force: true });
  }
}

function readOptions(args: readonly string[]): LogBenchOptions | null {
  try {
    return parseOptions(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
    return null;
  }
}

async function run(folder: string, { rows, samples, json }: LogBenchOptions): Promise<void> {
  const built = await buildLog(folder, rows, (done) => {
    if (done % 100_000 === 0) console.error(`${done} of ${rows} inspections`);
  });
  try {
    const { size: bytes } = await stat(join(folder, LOG_FILE));
    // The first round fills the caches, as an hour of use does.
    await measureReads(built, Math.min(samples, 20));
    const measured = await measureReads(built, samples);
    measured.push(measureInsert(built, samples));
    const buildSeconds = Number(built.buildSeconds.toFixed(1));
    if (json) print({ rows, bytes, buildSeconds, samples }, measured);
    else printTable({ rows, bytes, buildSeconds }, measured);
  } finally {
    await built.log.close();
  }
}

function print(facts: Readonly<Record<string, number>>, measured: readonly Measured[]): void {
  const times = measured.map(({ name, p50, p95, max }) => [name, { p50, p95, max }] as const);
  console.log(JSON.stringify({ bench: 'log', ...facts, ms: Object.fromEntries(times) }));
}

function printTable(facts: Readonly<Record<string, number>>, measured: readonly Measured[]): void {
  const { rows = 0, bytes = 0, buildSeconds = 0 } = facts;
  console.log(`${rows} inspections, ${(bytes / 1e6).toFixed(0)} MB, built in ${buildSeconds} s\n`);
  console.log(`${'ms'.padEnd(28)}${'p50'.padStart(9)}${'p95'.padStart(9)}${'max'.padStart(9)}`);
  for (const { name, p50, p95, max } of measured) {
    const cells = [p50, p95, max].map((value) => value.toFixed(2).padStart(9));
    console.log(`${name.padEnd(28)}${cells.join('')}`);
  }
}
