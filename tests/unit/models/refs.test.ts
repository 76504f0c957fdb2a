import { describe, expect, it } from 'vitest';
import { checkName, nameFromPath, nextVersion } from '../../../src/main/models/names.ts';
import { isModelPath, matchRef } from '../../../src/main/models/refs.ts';
import type { ModelVersion } from '../../../src/shared/models.ts';
import { SPEC } from '../inference/fake-process.ts';

function version(sha256: string, name: string, number: string): ModelVersion {
  return {
    sha256: sha256.padEnd(64, '0'),
    name,
    version: number,
    kind: 'yolo',
    fileName: 'best.onnx',
    bytes: 1,
    installedAt: '2026-01-01T00:00:00.000Z',
    source: 'test',
    description: '',
    licence: '',
    tiling: null,
    spec: SPEC,
  };
}

const GEARS_1 = version('abcdef01', 'gears', '1');
const GEARS_2 = version('abcdef02', 'gears', '2');
const GEARS_10 = version('123456', 'gears', '10');
const MODELS = [GEARS_1, GEARS_2, GEARS_10];
const LIVE = { yolo: GEARS_2.sha256, mask2former: null };

describe('a reference to a model', () => {
  it.each([
    ['yolo', GEARS_2],
    ['gears', GEARS_2],
    ['gears:1', GEARS_1],
    ['gears:10', GEARS_10],
    ['123456', GEARS_10],
    ['ABCDEF02', GEARS_2],
    [GEARS_1.sha256, GEARS_1],
  ])('%s', (ref, expected) => {
    expect(matchRef(ref, MODELS, LIVE)).toBe(expected);
  });

  it('means the newest version of a name of which none is live, counted as numbers', () => {
    expect(matchRef('gears', MODELS, { yolo: null, mask2former: null })).toBe(GEARS_10);
  });

  it.each([
    ['mask2former', 'MODEL_NOT_FOUND', /No mask2former model is live/],
    ['bolts', 'MODEL_NOT_FOUND', /Installed are gears:1, gears:2, gears:10/],
    ['gears:3', 'MODEL_NOT_FOUND', /gears:3/],
    ['gears@champion', 'MODEL_NOT_FOUND', /MLflow/],
    ['12345', 'MODEL_NOT_FOUND', /12345/],
    ['abcdef', 'MODEL_AMBIGUOUS', /2 models/],
  ])('%s is refused with a hint', (ref, code, message) => {
    expect(() => matchRef(ref, MODELS, LIVE)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });

  it('is a path when it looks like one', () => {
    expect(['a/b', 'C:\\m', 'best.onnx', './x.ONNX'].every(isModelPath)).toBe(true);
    expect(['gears', 'gears:1', 'yolo', 'abcdef01'].some(isModelPath)).toBe(false);
  });
});

describe('names and versions', () => {
  it('come from the file, or from the folder of a model.onnx', () => {
    expect(nameFromPath('/x/best gears.onnx', 'yolo')).toBe('best gears');
    expect(nameFromPath('/x/Zahnräder/model.onnx', 'yolo')).toBe('Zahnräder');
    expect(nameFromPath('/x/齿轮:检测.onnx', 'yolo')).toBe('齿轮-检测');
    expect(nameFromPath('/x/yolo.onnx', 'yolo')).toBe('yolo-model');
    expect(nameFromPath('/model.onnx', 'mask2former')).toBe('mask2former-model');
  });

  it('are refused when a reference could not say them', () => {
    for (const name of ['yolo', 'a:b', 'a@b', 'a/b', '', ' x', 'x.onnx', 'x'.repeat(81)]) {
      expect(() => checkName(name), name).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
    }
    expect(checkName('Getriebe 7')).toBe('Getriebe 7');
  });

  it('count up', () => {
    expect(nextVersion('gears', MODELS)).toBe('11');
    expect(nextVersion('new', MODELS)).toBe('1');
  });
});
