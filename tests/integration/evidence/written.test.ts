import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { EvidenceWish } from '../../../src/main/inference/types.ts';
import { jobFor, openBench } from '../inference/machine.ts';

const bench = openBench();

async function wish(name: string, overrides: Partial<EvidenceWish> = {}): Promise<EvidenceWish> {
  const folder = join(bench.folder(), name);
  await mkdir(folder);
  return {
    modes: { ok: 'none', ng: 'webp', review: 'webp', error: 'original' },
    maxSide: 320,
    quality: 80,
    folder,
    ...overrides,
  };
}

describe('evidence that the inference process writes', () => {
  it('is the picture as judged, smaller, and the file itself: one file a mode', async () => {
    const engine = bench.engine();
    const path = await bench.picture('white.png', 255, { width: 640, height: 480 });
    const evidence = await wish('both');
    const { sha256, evidence: files } = await engine.judge(
      jobFor(path, await bench.model(), { evidence }),
    );
    expect(files?.map(({ mode }) => mode)).toEqual(['webp', 'original']);
    const [webp, original] = files!;
    const facts = await sharp(webp!.path).metadata();
    expect(facts).toMatchObject({ format: 'webp', width: 320, height: 240 });
    expect((await sharp(webp!.path).stats()).channels[0]!.mean).toBeGreaterThan(250);
    expect(webp!.bytes).toBe((await stat(webp!.path)).size);
    const copy = await readFile(original!.path);
    expect(createHash('sha256').update(copy).digest('hex')).toBe(sha256);
    expect((await readdir(evidence.folder)).every((name) => name.startsWith(sha256))).toBe(true);
  });

  it('keeps a small picture at its size', async () => {
    const path = await bench.picture('small.png', 0, { width: 64, height: 48 });
    const evidence = await wish('small');
    const { evidence: files } = await bench
      .engine()
      .judge(jobFor(path, await bench.model(), { evidence }));
    expect(await sharp(files![0]!.path).metadata()).toMatchObject({ width: 64, height: 48 });
  });

  it('that cannot be written is a warning, and the verdict stands', async () => {
    const path = await bench.picture('white.png', 255);
    const evidence = { ...(await wish('gone')), folder: join(bench.folder(), 'nowhere') };
    const result = await bench.engine().judge(jobFor(path, await bench.model(), { evidence }));
    expect(result.detections).toHaveLength(1);
    expect(result.evidence).toEqual([]);
    expect(result.warnings.join()).toContain('No evidence');
  });
});
