import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { EvidenceWish } from '../../../src/main/inference/types.ts';
import { DEFAULT_RECIPE, parseRecipe } from '../../../src/shared/recipe.ts';
import { jobFor, openBench } from '../inference/machine.ts';

const bench = openBench();

async function wish(name: string, overrides: Partial<EvidenceWish> = {}): Promise<EvidenceWish> {
  const folder = join(bench.folder(), name);
  await mkdir(folder);
  return {
    recipe: DEFAULT_RECIPE,
    modes: { ok: 'none', ng: 'webp', review: 'original', error: 'original' },
    maxSide: 320,
    quality: 80,
    folder,
    ...overrides,
  };
}

describe('evidence that the inference process writes', () => {
  it('is the picture as judged, smaller', async () => {
    const path = await bench.picture('white.png', 255, { width: 640, height: 480 });
    const evidence = await wish('webp');
    const { sha256, evidence: file } = await bench
      .engine()
      .judge(jobFor(path, await bench.model(), { evidence }));
    expect(await readdir(evidence.folder)).toEqual([basename(file!.path)]);
    expect(basename(file!.path).startsWith(sha256)).toBe(true);
    expect(file).toMatchObject({ mode: 'webp', bytes: (await stat(file!.path)).size });
    expect(await sharp(file!.path).metadata()).toMatchObject({
      format: 'webp',
      width: 320,
      height: 240,
    });
    expect((await sharp(file!.path).stats()).channels[0]!.mean).toBeGreaterThan(250);
  });

  it('is the file itself, or nothing, as the verdict says', async () => {
    const engine = bench.engine();
    const model = await bench.model();
    const evidence = await wish('by-verdict');
    // The brightness model finds a crack on white with a score of 0.9 or so, and none on black.
    const black = await bench.picture('black.png', 0);
    expect((await engine.judge(jobFor(black, model, { evidence }))).evidence).toBeNull();
    expect(await readdir(evidence.folder)).toEqual([]);

    const recipe = parseRecipe({ name: 'all to a person', reviewBand: { from: 0.1, to: 1 } });
    const white = await bench.picture('white.png', 255);
    const { sha256, evidence: file } = await engine.judge(
      jobFor(white, model, { evidence: { ...evidence, recipe } }),
    );
    expect(file?.mode).toBe('original');
    const copy = await readFile(file!.path);
    expect(createHash('sha256').update(copy).digest('hex')).toBe(sha256);
  });

  it('keeps a small picture at its size', async () => {
    const path = await bench.picture('small.png', 255, { width: 64, height: 48 });
    const evidence = await wish('small');
    const { evidence: file } = await bench
      .engine()
      .judge(jobFor(path, await bench.model(), { evidence }));
    expect(await sharp(file!.path).metadata()).toMatchObject({ width: 64, height: 48 });
  });

  it('that cannot be written is a warning, and the verdict stands', async () => {
    const path = await bench.picture('white.png', 255);
    const evidence = { ...(await wish('gone')), folder: join(bench.folder(), 'nowhere') };
    const result = await bench.engine().judge(jobFor(path, await bench.model(), { evidence }));
    expect(result.detections).toHaveLength(1);
    expect(result.evidence).toBeNull();
    expect(result.warnings.join()).toContain('No evidence');
  });
});
