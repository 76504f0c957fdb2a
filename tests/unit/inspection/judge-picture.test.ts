import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JudgeRequest, judgePicture } from '../../../src/main/inspection/judge-picture.ts';
import { type ErrorCode, PitchlineError } from '../../../src/shared/errors.ts';
import { DEFAULT_RECIPE } from '../../../src/shared/recipe.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchline-judge-'));
});
afterEach(() => rm(folder, { recursive: true }));

function failing(code: ErrorCode) {
  return {
    judge: async () => {
      throw new PitchlineError(code, 'It did not work.');
    },
  };
}

function request(path: string): JudgeRequest {
  return {
    file: path,
    path,
    model: {
      ref: { ref: 'yolo', kind: 'yolo', sha256: 'b'.repeat(64) },
      engine: { sha256: 'b'.repeat(64), path: '/model.onnx', spec: {} as never, tiling: null },
    },
    recipe: DEFAULT_RECIPE,
    device: 'cpu',
    floor: 0.1,
    iou: undefined,
    tiling: undefined,
    overlay: false,
    evidence: null,
  };
}

describe('a picture on which the inference process dies', () => {
  it.each(['INFERENCE_CRASHED', 'INFERENCE_TIMEOUT'] as const)(
    'has an inspection that says which picture it was: %s',
    async (code) => {
      const path = join(folder, 'deadly.png');
      await writeFile(path, 'deadly');
      const { judged, result } = await judgePicture(failing(code), request(path));
      expect(result).toBeNull();
      expect(judged).toMatchObject({
        verdict: 'error',
        error: { code },
        sha256: createHash('sha256').update('deadly').digest('hex'),
      });
    },
  );

  it('and which is gone by then has an inspection all the same', async () => {
    const gone = request(join(folder, 'gone.png'));
    const { judged } = await judgePicture(failing('INFERENCE_CRASHED'), gone);
    expect(judged).toMatchObject({ sha256: null, error: { code: 'INFERENCE_CRASHED' } });
  });
});
