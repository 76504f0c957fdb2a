import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { jobFor, openBench } from '../integration/inference/machine.ts';

const bench = openBench();
const onLinux = process.platform === 'linux';

/** Leaves a process this much more address space than it has now. */
async function leaveMemory(pid: number, megabytes: number): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/VmSize:\s*(\d+) kB/.exec(status)?.[1]);
  const limit = kilobytes * 1024 + megabytes * 1e6;
  // Hard and soft: of this process alone, and for as long as it lives.
  execFileSync('prlimit', ['--pid', String(pid), `--as=${limit}:${limit}`]);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const LARGE: Size = { width: 4000, height: 3000 };
/** One alone needs 144 MB, however few are in work at a time on a slow machine. */
const HUGE: Size = { width: 8000, height: 6000 };

async function photographs(count: number, size: Size): Promise<readonly string[]> {
  const jpeg = await sharp({ create: { ...size, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer();
  const names = Array.from({ length: count }, (_, index) => `large-${index}.jpg`);
  return Promise.all(names.map((name) => bench.put(name, jpeg)));
}

describe('an inference process that runs out of memory', () => {
  // Where it hits differs: a thread, libvips' pixels, C++ or V8.
  it.runIf(onLinux).each([
    [1, LARGE],
    [16, LARGE],
    [64, HUGE],
  ])(
    'with %d MB left is replaced, and no good picture is called damaged',
    { timeout: 120_000 },
    async (megabytes, size) => {
      const model = await bench.model();
      const engine = bench.engine();
      const paths = await photographs(4, size);
      await engine.judge(jobFor(await bench.picture('white.png', 255), model));
      await leaveMemory(engine.children[0]?.pid ?? 0, megabytes);
      const outcomes = await Promise.allSettled(
        paths.map((path) => engine.judge(jobFor(path, model))),
      );
      expect(
        outcomes.map((outcome) =>
          outcome.status === 'fulfilled' ? outcome.value.width : outcome.reason,
        ),
      ).toEqual(paths.map(() => size.width));
      expect(engine.children).toHaveLength(2);
      expect(engine.lines.join('\n')).toMatch(/memory may not suffice/);
    },
  );
});
