import { describe, expect, it } from 'vitest';
import type { SpecOverrides } from '../../../src/main/vision/types.ts';
import { recogniseYolo } from '../../../src/main/vision/yolo/spec.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import type { TensorInfo } from '../../../src/shared/models.ts';
import { onnxFacts, ultralytics } from './support.ts';

type Shape = TensorInfo['shape'];
const IMAGE: Shape = [1, 3, 640, 640];
const OPEN_IMAGE: Shape = ['batch', 3, 'height', 'width'];
const PROTOTYPES: Shape = [1, 32, 160, 160];
const OPEN_PROTOTYPES: Shape = ['batch', 32, 'mask_height', 'mask_width'];

function namesOf(count: number): string {
  return `{${Array.from({ length: count }, (_, id) => `${id}: 'class ${id}'`).join(', ')}}`;
}

function specOf(facts: Parameters<typeof recogniseYolo>[0], overrides: SpecOverrides = {}) {
  const result = recogniseYolo(facts, overrides);
  if ('no' in result) throw new Error(`Not recognised: ${result.no}`);
  return result.spec;
}

function refusal(run: () => unknown): PitchlineError {
  try {
    run();
  } catch (error) {
    if (error instanceof PitchlineError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('heads', () => {
  it.each<[string, Shape, Shape[], Record<string, string>, object]>([
    ['a raw detector', IMAGE, [[1, 6, 8400]], {}, { head: 'raw', task: 'detect' }],
    [
      'a raw detector with 296 classes',
      IMAGE,
      [[1, 300, 8400]],
      { names: namesOf(296) },
      { head: 'raw' },
    ],
    [
      'a raw detector with more channels than anchors',
      [1, 3, 32, 32],
      [[1, 84, 21]],
      { names: namesOf(80) },
      { head: 'raw' },
    ],
    [
      'a raw segmenter',
      IMAGE,
      [[1, 38, 8400], PROTOTYPES],
      { task: 'segment' },
      { head: 'raw', task: 'segment', maskCoefficients: 32 },
    ],
    ['an end-to-end detector', IMAGE, [[1, 300, 6]], { end2end: 'True' }, { head: 'end2end' }],
    [
      'an end-to-end segmenter, prototypes first',
      IMAGE,
      [PROTOTYPES, [1, 300, 38]],
      { task: 'segment', end2end: 'True' },
      { head: 'end2end', maskCoefficients: 32 },
    ],
    [
      'an export with suppression inside',
      IMAGE,
      [[1, 300, 6]],
      { args: "{'nms': True}" },
      { head: 'end2end' },
    ],
    [
      'a raw head that wrongly claims to be end-to-end',
      IMAGE,
      [[1, 6, 8400]],
      { end2end: 'True' },
      { head: 'raw' },
    ],
    [
      'final boxes without the claim, even of 296 classes',
      IMAGE,
      [[1, 300, 6]],
      { names: namesOf(296) },
      { head: 'end2end' },
    ],
    [
      'a dynamic raw head',
      OPEN_IMAGE,
      [['batch', 6, 'anchors']],
      {},
      { head: 'raw', dynamic: true, imageSize: [640, 640] },
    ],
    [
      'a dynamic raw head that wrongly claims to be end-to-end',
      OPEN_IMAGE,
      [['batch', 6, 'anchors']],
      { end2end: 'True' },
      { head: 'raw' },
    ],
    [
      'a dynamic end-to-end head whose last side the exporter left open',
      OPEN_IMAGE,
      [['batch', 300, 'anchors']],
      { end2end: 'True' },
      { head: 'end2end' },
    ],
    [
      'the same with 296 classes, where only the claim tells',
      OPEN_IMAGE,
      [['batch', 300, 'anchors']],
      { end2end: 'True', names: namesOf(296) },
      { head: 'end2end' },
    ],
    [
      'and without the claim',
      OPEN_IMAGE,
      [['batch', 300, 'anchors']],
      { names: namesOf(296) },
      { head: 'raw' },
    ],
    [
      'a dynamic end-to-end segmenter with an open number of rows',
      OPEN_IMAGE,
      [['batch', 'rows', 38], OPEN_PROTOTYPES],
      { task: 'segment', end2end: 'True' },
      { head: 'end2end', maskCoefficients: 32 },
    ],
    [
      'a raw segmenter with open prototypes',
      OPEN_IMAGE,
      [
        ['batch', 38, 'anchors'],
        ['batch', 'p', 'h', 'w'],
      ],
      { task: 'segment' },
      { head: 'raw', maskCoefficients: 32 },
    ],
  ])('%s', (_, input, outputs, entries, expected) => {
    expect(specOf(onnxFacts(input, outputs, ultralytics(entries)))).toMatchObject(expected);
  });
});

describe('what the metadata says', () => {
  it('gives names, stride and size', () => {
    const metadata = ultralytics({ imgsz: '[480, 640]', stride: '64', names: "['a', 'b']" });
    const spec = specOf(onnxFacts(OPEN_IMAGE, [['batch', 6, 'anchors']], metadata));
    expect(spec).toMatchObject({ classes: ['a', 'b'], stride: 64, imageSize: [512, 640] });
    expect(spec.warnings).toEqual([]);
  });

  it('is overruled by the size of a fixed file', () => {
    const metadata = ultralytics({ imgsz: '[640, 640]' });
    const spec = specOf(onnxFacts([1, 3, 192, 320], [[1, 6, 1260]], metadata));
    expect(spec).toMatchObject({ imageSize: [192, 320], dynamic: false });
  });

  it('is overruled by a person', () => {
    const facts = onnxFacts(OPEN_IMAGE, [['batch', 6, 'anchors']], ultralytics({}));
    const spec = specOf(facts, { classes: ['x', 'y'], imageSize: [320, 320], stride: 64 });
    expect(spec).toMatchObject({ classes: ['x', 'y'], imageSize: [320, 320], stride: 64 });
  });

  it('is reported where it cannot be read', () => {
    const metadata = ultralytics({ imgsz: '[640', stride: "'thirty'" });
    const spec = specOf(onnxFacts(IMAGE, [[1, 6, 8400]], metadata));
    expect(spec.warnings.join(' ')).toMatch(/"imgsz".*position.*"stride"/);
  });

  it('is not needed when a person states the classes', () => {
    const spec = specOf(onnxFacts(IMAGE, [[1, 6, 8400]]), { classes: ['crack', 'fold'] });
    expect(spec).toMatchObject({ head: 'raw', classes: ['crack', 'fold'], stride: 32 });
  });

  it('warns when even the size of a dynamic file is a guess', () => {
    const facts = onnxFacts(OPEN_IMAGE, [['batch', 6, 'anchors']]);
    const spec = specOf(facts, { classes: ['crack', 'fold'] });
    expect(spec.imageSize).toEqual([640, 640]);
    expect(spec.warnings.join()).toContain('640 x 640');
  });
});

describe('refusals', () => {
  it.each<[string, Shape[], Record<string, string>, RegExp]>([
    ['classify', [[1, 1000]], { task: 'classify' }, /"classify".*\[1, 1000\]/],
    ['pose', [[1, 56, 8400]], { task: 'pose' }, /"pose".*\[1, 56, 8400\]/],
    ['obb', [[1, 20, 8400]], { task: 'obb' }, /"obb".*\[1, 20, 8400\]/],
    ['YOLOv5', [[1, 25200, 7]], {}, /\[1, 25200, 7\]/],
    ['RT-DETR', [[1, 300, 6]], { head: 'RTDETRDecoder' }, /RT-DETR/],
    ['a segmenter without prototypes', [[1, 38, 8400]], { task: 'segment' }, /"segment"/],
    ['extra outputs', [[1, 6, 8400], PROTOTYPES, [1, 5]], {}, /output2 \[1, 5\]/],
  ])('%s: with the shape found and what would be accepted', (_, outputs, entries, message) => {
    const error = refusal(() => recogniseYolo(onnxFacts(IMAGE, outputs, ultralytics(entries)), {}));
    expect(error.code).toBe('MODEL_UNSUPPORTED');
    expect(error.message).toMatch(message);
    expect(error.message).toContain('[B, K, 6]');
  });

  it('an input that is not three channels of floats', () => {
    for (const facts of [
      onnxFacts([1, 1, 640, 640], [[1, 6, 8400]], ultralytics({})),
      onnxFacts(IMAGE, [[1, 6, 8400]], ultralytics({}), 'uint8'),
    ]) {
      expect(refusal(() => recogniseYolo(facts, {})).code).toBe('MODEL_UNSUPPORTED');
    }
  });

  it.each<[string, Record<string, string>, SpecOverrides]>([
    ['no names', {}, {}],
    ['too few in the metadata', ultralytics({ names: "{0: 'crack'}" }), {}],
    ['a gap in the metadata', ultralytics({ names: "{0: 'crack', 2: 'fold'}" }), {}],
    ['too many from a person', ultralytics({}), { classes: ['a', 'b', 'c'] }],
  ])('%s: says how to state them', (_, metadata, overrides) => {
    const facts = onnxFacts(IMAGE, [[1, 6, 8400]], metadata);
    const error = refusal(() => recogniseYolo(facts, overrides));
    expect(error.code).toBe('MODEL_CLASSES_UNKNOWN');
    expect(error.message).toContain('--classes crack,fold');
  });
});

describe('other families', () => {
  it.each<[string, Shape[]]>([
    [
      'Mask2Former',
      [
        [1, 100, 5],
        [1, 100, 64, 64],
      ],
    ],
    [
      'Mask2Former with everything open',
      [
        ['batch', 'queries', 5],
        ['batch', 'queries', 'h', 'w'],
      ],
    ],
    ['a classifier', [[1, 1000]]],
  ])('%s is no YOLO', (_, outputs) => {
    for (const overrides of [{}, { classes: ['a', 'b', 'c', 'd'] }]) {
      const result = recogniseYolo(onnxFacts(IMAGE, outputs), overrides);
      expect(result).toHaveProperty('no');
    }
  });
});
