import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dryRun } from '../../../src/main/inspection/dry-run.ts';
import { openStationLog, type StationLog } from '../../../src/main/log/station-log.ts';
import { uuidv7 } from '../../../src/main/log/uuid.ts';
import type { Detection, Inspection } from '../../../src/shared/domain.ts';
import { fromBitmap, toCocoMask } from '../../../src/shared/masks/index.ts';
import { parseRecipe } from '../../../src/shared/recipe.ts';
import type {
  DryRunFilter,
  DryRunLine,
  DryRunSummary,
} from '../../../src/shared/recipes/dry-run.ts';
import { judge } from '../../../src/shared/verdict.ts';

const SIZE = { width: 40, height: 20 };
const STATION = { personId: null, name: 'test', via: 'command' } as const;

/** A crack at the left edge; the mask fills the box. */
function crack(score: number, length = 10): Detection {
  const pixels = new Uint8Array(SIZE.width * SIZE.height);
  for (let x = 0; x < length; x++) pixels.fill(1, x, x + 1);
  const mask = toCocoMask(fromBitmap(pixels, SIZE.width, SIZE.height), SIZE.height, SIZE.width);
  return {
    classId: 0,
    className: 'crack',
    score,
    box: [0, 0, length, 1],
    mask,
    areaPx: length,
    lengthPx: length,
    widthPx: 1,
  };
}

describe('a dry run', () => {
  let folder: string;
  let log: StationLog;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pitchline-dry-run-'));
    log = await openStationLog({ folder, software: '1.2.3', log: () => undefined });
  });
  afterEach(async () => {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  });

  function record(
    file: string,
    found: readonly Detection[],
    more: Partial<Inspection> = {},
  ): string {
    const recipe = log.recipes.find(more.recipe?.name);
    const picture = { ...SIZE, facts: more.facts ?? null };
    const at = new Date().toISOString();
    const inspection: Inspection = {
      id: null,
      at,
      file,
      sha256: null,
      ...SIZE,
      ...(structuredClone(judge(found, picture, recipe.document)) as Pick<
        Inspection,
        'verdict' | 'reasons'
      >),
      recipe: { name: recipe.name, revision: recipe.revision },
      model: { ref: 'demo:1', kind: 'yolo', sha256: 'b'.repeat(64) },
      device: 'cpu',
      detections: [...found],
      timings: { decodeMs: 0, preprocessMs: 0, inferenceMs: 0, postprocessMs: 0, totalMs: 0 },
      warnings: [],
      error: null,
      ...more,
    };
    const { id, name, revision } = recipe;
    return log.inspections.record({
      id: uuidv7(),
      at,
      inspection,
      path: `/line/${file}`,
      source: { kind: 'command' },
      part: null,
      recipe: { id, name, revision },
      thresholds: {
        floor: 0.1,
        confidence: null,
        iou: null,
        maxDetections: null,
        tiling: 'model',
        device: 'auto',
      },
      pictureBytes: null,
      person: null,
    }).id;
  }

  async function run(
    document: object,
    { last = 1000, filter = {} }: { last?: number; filter?: DryRunFilter } = {},
  ): Promise<{
    flips: (DryRunLine & { kind: 'flip' })[];
    summary: DryRunSummary;
    lines: DryRunLine[];
  }> {
    const recipe = parseRecipe({ name: 'changed', ...document });
    const lines = await Array.fromAsync(dryRun(log.search, { recipe, last, filter }));
    return {
      flips: lines.filter((line) => line.kind === 'flip'),
      summary: lines.find((line) => line.kind === 'summary')!,
      lines,
    };
  }

  it('with the recipe that was applied flips nothing', async () => {
    record('good.jpg', []);
    record('bad.jpg', [crack(0.9), crack(0.25)]);
    record('weak.jpg', [crack(0.15)]);
    expect(await run({})).toMatchObject({
      flips: [],
      summary: { inspections: 3, flips: 0, transitions: [], failed: 0, warnings: [] },
    });
  });

  it('says which verdicts flip, newest first, and why', async () => {
    const weak = record('weak.jpg', [crack(0.15)]);
    const small = record('small.jpg', [crack(0.9, 4)]);
    record('long.jpg', [crack(0.9, 20)]);
    const { flips, summary } = await run({
      minimumScore: 0.12,
      rules: { crack: [{ limits: { lengthPx: 5 } }] },
    });
    expect(flips).toEqual(
      [
        {
          kind: 'flip',
          id: weak,
          at: expect.any(String),
          file: 'weak.jpg',
          from: 'ok',
          to: 'ng',
          reasonsBefore: [],
          reasons: [expect.objectContaining({ rule: 'length', limit: 5, value: 10 })],
        },
        expect.objectContaining({
          id: small,
          from: 'ng',
          to: 'ok',
          reasonsBefore: [expect.objectContaining({ rule: 'any-detection' })],
          reasons: [],
        }),
      ].toReversed(),
    );
    expect(summary).toMatchObject({ inspections: 3, flips: 2 });
    expect(summary.transitions).toHaveLength(2);
    expect(summary.warnings).toEqual([]);
  });

  it('looks at masks where the recipe has regions', async () => {
    record('left.jpg', [{ ...crack(0.9, 4), box: [0, 0, 40, 20] }]);
    const points = [
      [0, 0],
      [0.2, 0],
      [0.2, 0.2],
      [0, 0.2],
    ];
    const { flips } = await run({ regions: { exclusion: { share: 1, polygons: [{ points }] } } });
    expect(flips).toMatchObject([{ from: 'ng', to: 'ok' }]);
  });

  it('goes on over more than one slice and ends at the last N', async () => {
    const files = Array.from({ length: 450 }, (_, index) => `${index}.jpg`);
    log.database.transaction(() => {
      for (const file of files) record(file, [crack(0.9)]);
    });
    const { flips, summary, lines } = await run({ minimumScore: 0.95 }, { last: 430 });
    expect(flips.map(({ file }) => file)).toEqual(files.slice(20).reverse());
    expect(summary).toMatchObject({
      inspections: 430,
      flips: 430,
      transitions: [{ from: 'ng', to: 'ok', count: 430 }],
    });
    expect(lines.filter(({ kind }) => kind === 'progress')).toEqual([
      { kind: 'progress', inspections: 200 },
      { kind: 'progress', inspections: 400 },
      { kind: 'progress', inspections: 430 },
    ]);
  });

  it('can be limited to the inspections of one recipe', async () => {
    log.recipes.save(parseRecipe({ name: 'gears' }), STATION);
    record('other.jpg', [crack(0.9)]);
    record('gear.jpg', [crack(0.9)], { recipe: { name: 'gears', revision: 1 } });
    const { flips } = await run({ minimumScore: 0.95 }, { filter: { recipe: 'gears' } });
    expect(flips.map(({ file }) => file)).toEqual(['gear.jpg']);
    expect((await run({}, { filter: { to: 1000 } })).summary.inspections).toBe(0);
  });

  it('leaves a picture that could not be judged at error', async () => {
    record('broken.jpg', [], {
      verdict: 'error',
      width: null,
      height: null,
      error: { code: 'PICTURE_CORRUPT', message: 'It is broken.' },
    });
    expect((await run({ rules: { '*': [{ severity: 'ignore' }] } })).summary).toMatchObject({
      inspections: 1,
      failed: 1,
      flips: 0,
    });
  });

  it('warns where a real run could find more', async () => {
    record('plain.jpg', []);
    record('measured.jpg', [], {
      facts: { sharpness: 5, brightness: 100, blackShare: 0, whiteShare: 0 },
    });
    const { flips, summary } = await run({
      model: 'mask2former',
      minimumScore: 0.05,
      checks: { sharpness: { min: 10 } },
    });
    expect(flips).toMatchObject([{ file: 'measured.jpg', from: 'ok', to: 'error' }]);
    expect(summary.warnings).toEqual([
      'The recipe looks at scores from 0.05 up; of 2 of 2 inspections only detections from 0.1 up were kept. A real run may find more there.',
      expect.stringMatching(/^In 1 of 2 inspections the picture was not measured/),
      expect.stringMatching(/^2 of 2 inspections were judged by another model than "mask2former"/),
    ]);
    for (const model of ['yolo', 'demo', 'demo:1', 'demo@champion', 'bbbbbbbb']) {
      expect((await run({ model })).summary.warnings).toEqual([]);
    }
    expect((await run({ model: 'demo:2' })).summary.warnings).toHaveLength(1);
  });

  it('stops when nobody waits for it any more', async () => {
    record('plain.jpg', []);
    const recipe = parseRecipe({ name: 'changed' });
    const lines = dryRun(log.search, { recipe, last: 10, filter: {} }, AbortSignal.abort());
    await expect(lines.next()).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
