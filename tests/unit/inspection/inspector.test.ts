import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Keeping } from '../../../src/main/evidence/keeping.ts';
import type { JudgeJob, JudgeResult } from '../../../src/main/inference/types.ts';
import { Inspector, type InspectorRequest } from '../../../src/main/inspection/inspector.ts';
import { openStationLog, type StationLog } from '../../../src/main/log/station-log.ts';
import type { ResolvedModel } from '../../../src/main/models/library.ts';
import type { Detection } from '../../../src/shared/domain.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import type { StationEvent } from '../../../src/shared/events.ts';
import { STATION_ACTOR } from '../../../src/shared/log.ts';
import { parseRecipe } from '../../../src/shared/recipe.ts';

let folder: string;
let log: StationLog;
const jobs: JudgeJob[] = [];
const events: StationEvent[] = [];
const kept: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchline-inspector-'));
  log = await openStationLog({ folder, software: '1.2.3', log: () => undefined });
  for (const list of [jobs, events, kept]) list.length = 0;
});
afterEach(async () => {
  await log.close();
  await rm(folder, { recursive: true });
});

function detection(className: string, score: number): Detection {
  return {
    ...{ classId: 0, className, score, box: [0, 0, 10, 20] },
    ...{ areaPx: 200, lengthPx: 20, widthPx: 10 },
  };
}

const keeping: Keeping = {
  record: () => kept.push('record'),
  settle: async () => void kept.push('settle'),
  discard: async () => void kept.push('discard'),
};

function inspector(
  judge: (job: JudgeJob) => Promise<readonly Detection[]> = async () => [detection('crack', 0.9)],
): Inspector {
  return new Inspector({
    engine: {
      judge: async (job): Promise<JudgeResult> => {
        jobs.push(job);
        const detections = await judge(job);
        const size = { sha256: 'a'.repeat(64), bytes: 10, width: 100, height: 100 };
        const timings = {
          decodeMs: 1,
          preprocessMs: 1,
          inferenceMs: 1,
          postprocessMs: 1,
          totalMs: 4,
        };
        return { ...size, device: 'cpu', detections, timings, warnings: [], overlayPng: null };
      },
    },
    library: {
      resolve: async (ref): Promise<ResolvedModel> => ({
        ref: { ref, kind: 'yolo', sha256: 'b'.repeat(64) },
        engine: { sha256: 'b'.repeat(64), path: '/model.onnx', spec: {} as never, tiling: null },
      }),
    },
    recipes: log.recipes,
    inspections: log.inspections,
    evidence: { wish: () => null, keep: () => keeping, keepFailed: async () => keeping },
    events: { publish: (event) => void events.push(event) },
    freeSpace: { requireRoom: () => undefined },
    floor: () => 0.1,
    log: () => undefined,
  });
}

const REQUEST: InspectorRequest = { file: 'a.png', path: '/a.png', source: { kind: 'api' } };

function saveRecipe(document: object): void {
  log.recipes.save(parseRecipe({ name: 'gears', ...document }), STATION_ACTOR);
}

describe('an inspection', () => {
  it('is committed before it is told, with its evidence', async () => {
    const { inspection, recorded } = await inspector().inspect(REQUEST);
    expect(inspection).toMatchObject({ verdict: 'ng', id: recorded?.id });
    expect(log.events.after(0, 9).map(({ id }) => id)).toEqual([recorded?.id]);
    expect(events).toMatchObject([{ kind: 'inspection.recorded', seq: 1, id: recorded?.id }]);
    expect(kept).toEqual(['record', 'settle']);
  });

  it('follows its recipe: model, device, tiling, and scores down to the lowest that matters', async () => {
    const tiling = { size: { pixels: 320 }, overlap: 0.2, whole: false };
    saveRecipe({
      model: 'mask2former',
      device: 'cpu',
      tiling,
      classes: { fold: { minimumScore: 0.05 } },
    });
    const { inspection } = await inspector().inspect({ ...REQUEST, recipe: 'gears' });
    expect(inspection).toMatchObject({
      recipe: { name: 'gears', revision: 1 },
      model: { ref: 'mask2former' },
    });
    expect(jobs[0]).toMatchObject({ device: 'cpu', options: { confidence: 0.05, tiling } });
  });

  it('follows what is asked instead', async () => {
    saveRecipe({ model: 'mask2former', device: 'cpu', minimumScore: 0.95 });
    const asked = { recipe: 'gears:1', model: 'yolo', device: 'auto', tiling: null } as const;
    const { inspection } = await inspector().inspect({ ...REQUEST, ...asked, confidence: 0.5 });
    expect(inspection).toMatchObject({ verdict: 'ng', model: { ref: 'yolo' } });
    expect(jobs[0]).toMatchObject({ device: 'auto', options: { confidence: 0.1, tiling: null } });
  });

  it('shows what matters to the recipe, and its reasons name the right ones', async () => {
    saveRecipe({ classes: { fold: { minimumScore: 0.8 } } });
    const found = [detection('fold', 0.7), detection('crack', 0.6), detection('crack', 0.15)];
    const station = inspector(async () => found);
    const { inspection } = await station.inspect({ ...REQUEST, recipe: 'gears' });
    expect(inspection.detections.map(({ className, score }) => [className, score])).toEqual([
      ['crack', 0.6],
    ]);
    expect(inspection.reasons).toMatchObject([{ detection: 0 }]);
    const all = await station.inspect({ ...REQUEST, recipe: 'gears', weak: true });
    expect(all.inspection.detections).toHaveLength(3);
    expect(all.inspection.reasons).toMatchObject([{ detection: 1 }]);
  });
});

describe('a picture that cannot be judged', () => {
  it('is an inspection with the verdict error that names its bytes', async () => {
    const station = inspector(async () => {
      throw new PitchlineError('PICTURE_TRUNCATED', 'Cut off.', { pictureSha256: 'c'.repeat(64) });
    });
    const { inspection } = await station.inspect(REQUEST);
    expect(inspection).toMatchObject({
      verdict: 'error',
      sha256: 'c'.repeat(64),
      error: { code: 'PICTURE_TRUNCATED', message: 'Cut off.' },
    });
    expect(log.events.after(0, 9)).toMatchObject([{ verdict: 'error' }]);
  });
});

describe('nothing is recorded', () => {
  it.each(['INFERENCE_BUSY', 'INFERENCE_DOWN', 'DISK_FULL'] as const)(
    'of a station that cannot judge now: %s',
    async (code) => {
      const station = inspector(async () => {
        throw new PitchlineError(code, 'Not now.');
      });
      await expect(station.inspect(REQUEST)).rejects.toMatchObject({ code });
      expect(log.events.lastSeq()).toBe(0);
      expect(events).toEqual([]);
    },
  );

  it('when what belongs to the same transaction fails', async () => {
    const together = (): void => {
      throw new PitchlineError('ALREADY_SEEN', 'Seen.');
    };
    await expect(inspector().inspect({ ...REQUEST, together })).rejects.toMatchObject({
      code: 'ALREADY_SEEN',
    });
    expect(log.events.lastSeq()).toBe(0);
    expect(events).toEqual([]);
    expect(kept).toEqual(['record', 'discard']);
  });

  it('when it is asked not to be', async () => {
    const { inspection, recorded } = await inspector().inspect({ ...REQUEST, record: false });
    expect([inspection.id, recorded]).toEqual([null, null]);
    expect(log.events.lastSeq()).toBe(0);
    expect(kept).toEqual([]);
  });

  it('under a name that no recipe has', async () => {
    const asked = inspector().inspect({ ...REQUEST, recipe: 'gear' });
    await expect(asked).rejects.toMatchObject({ code: 'RECIPE_NOT_FOUND' });
    expect(jobs).toEqual([]);
  });
});
