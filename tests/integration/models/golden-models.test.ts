import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ModelLibrary } from '../../../src/main/models/library.ts';
import { jobFor, openBench } from '../inference/machine.ts';

const MODELS = resolve(import.meta.dirname, '../../golden/models');
const PICTURES = resolve(import.meta.dirname, '../../golden/pictures');

const bench = openBench();
const none = { overrides: {}, source: 'test' };

function open(name: string): ModelLibrary {
  return new ModelLibrary(join(bench.folder(), name), bench.engine(), () => undefined);
}

describe('what exporters write and the station cannot use', () => {
  it.each([
    ['classify.onnx', 'MODEL_UNSUPPORTED', /"classify"/],
    ['pose.onnx', 'MODEL_UNSUPPORTED', /"pose"/],
    ['obb.onnx', 'MODEL_UNSUPPORTED', /"obb"/],
    ['three-channels-out.onnx', 'MODEL_UNSUPPORTED', /\[1, 3, 64, 64\]/],
    ['detect-without-metadata.onnx', 'MODEL_CLASSES_UNKNOWN', /--classes/],
    ['truncated.onnx', 'MODEL_TRUNCATED', /ends too soon/],
    ['external-data-missing.onnx', 'MODEL_DATA_MISSING', /external-data-missing\.onnx\.data/],
    ['mask2former-double-grid/model.onnx', 'MODEL_UNSUPPORTED', /export-mask2former/],
  ])('%s: refused with a sentence, and nothing is kept', async (file, code, message) => {
    const library = open('refused');
    await expect(library.importModel(join(MODELS, 'bad', file), none)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await library.list()).toEqual([]);
  });
});

describe('what exporters write and the station takes', () => {
  it('both kinds, imported, found again by name, and judging', { timeout: 60_000 }, async () => {
    const library = open('taken');
    const yolo = await library.importModel(join(MODELS, 'yolov8-segment-static.onnx'), none);
    const mask2former = await library.importModel(
      join(MODELS, 'mask2former-square', 'model.onnx'),
      none,
    );
    expect(yolo).toMatchObject({ kind: 'yolo', name: 'yolov8-segment-static', version: '1' });
    expect(mask2former).toMatchObject({ kind: 'mask2former', name: 'mask2former-square' });
    const engine = bench.engine();
    for (const ref of ['yolo', 'mask2former']) {
      const { engine: model } = await library.resolve(ref);
      const options = { confidence: 0.2 };
      const picture = join(PICTURES, 'plate.jpg');
      const { detections } = await engine.judge(jobFor(picture, model, { options }));
      expect(detections.length, ref).toBeGreaterThan(0);
      const scores = detections.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(detections.every(({ mask }) => mask !== undefined)).toBe(true);
    }
  });

  it('a file without class names, once a person states them', async () => {
    const library = open('stated');
    const overrides = { classes: ['a', 'b', 'c', 'd'] };
    const path = join(MODELS, 'bad', 'detect-without-metadata.onnx');
    const version = await library.importModel(path, { overrides, source: 'test' });
    expect(version.spec).toMatchObject({ kind: 'yolo', classes: ['a', 'b', 'c', 'd'] });
  });

  it('half precision inside', async () => {
    const library = open('half');
    const path = join(MODELS, 'yolov8-detect-half.onnx');
    expect((await library.importModel(path, none)).kind).toBe('yolo');
  });
});
