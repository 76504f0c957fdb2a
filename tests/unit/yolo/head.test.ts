import { describe, expect, it } from 'vitest';
import { floatToHalf } from '../../../src/main/vision/tensor.ts';
import type { Picture, TensorValue } from '../../../src/main/vision/types.ts';
import { createYoloHead } from '../../../src/main/vision/yolo/head.ts';
import { recogniseYolo } from '../../../src/main/vision/yolo/spec.ts';
import { maskArea } from '../../../src/shared/masks/index.ts';
import type { TensorInfo } from '../../../src/shared/models.ts';
import { onnxFacts } from './support.ts';

type Shape = TensorInfo['shape'];

function headOf(input: Shape, outputs: readonly Shape[], type = 'float32') {
  const classes = ['crack', 'fold'];
  const result = recogniseYolo(onnxFacts(input, outputs, {}, type), { classes });
  if ('no' in result) throw new Error(result.no);
  return createYoloHead(result.spec);
}

function float32(dims: readonly number[], values: readonly number[]): TensorValue {
  return { type: 'float32', dims, data: Float32Array.from(values) };
}

/** Twice the network's 64 x 64. */
const PICTURE: Picture = { width: 128, height: 128, data: new Uint8Array(128 * 128 * 3) };

/** [1, 6, 3]: three anchors of which the first two overlap, in both classes' scores. */
const RAW = float32(
  [1, 6, 3],
  [
    ...[16, 17, 48], // centre x
    ...[16, 16, 48], // centre y
    ...[16, 16, 8], // width
    ...[16, 16, 4], // height
    ...[0.9, 0.8, 0.1], // crack
    ...[0.2, 0.1, 0.5], // fold
  ],
);

describe('a raw head', () => {
  const head = headOf([1, 3, 64, 64], [[1, 6, 3]]);
  const { context } = head.prepare(PICTURE);

  it('suppresses within classes and puts boxes back into the picture', () => {
    expect(head.detect({ output0: RAW }, context, head.defaults)).toEqual([
      { classId: 0, score: Math.fround(0.9), box: [16, 16, 48, 48], mask: null },
      { classId: 1, score: 0.5, box: [88, 92, 104, 100], mask: null },
    ]);
  });

  it('follows the thresholds it is given', () => {
    const scores = (options: object) =>
      head
        .detect({ output0: RAW }, context, { ...head.defaults, ...options })
        .map(({ score }) => score);
    expect(scores({ confidence: 0.6 })).toEqual([Math.fround(0.9)]);
    expect(scores({ confidence: 0.5 })).toEqual([Math.fround(0.9)]);
    expect(scores({ iou: 0.95 })).toEqual([Math.fround(0.9), Math.fround(0.8), 0.5]);
    expect(scores({ maxDetections: 1 })).toEqual([Math.fround(0.9)]);
    expect(scores({ confidence: 1 })).toEqual([]);
  });

  it('finds at a threshold what is left of a lower one, as the page’s slider filters it', () => {
    const at = (confidence: number) =>
      head.detect({ output0: RAW }, context, { ...head.defaults, confidence });
    expect(at(0.05)).toHaveLength(2);
    for (const threshold of [0.3, 0.6])
      expect(at(threshold)).toEqual(at(0.05).filter(({ score }) => score >= threshold));
  });

  it('refuses an output of another shape than its file promised', () => {
    const other = float32([1, 3, 6], [...(RAW.data as Float32Array)]);
    expect(() => head.detect({ output0: other }, context, head.defaults)).toThrow(/\[1, 3, 6\]/);
    expect(() => head.detect({}, context, head.defaults)).toThrow(/no output/);
  });

  it('gives the same from half precision, and feeds it', () => {
    const half = headOf([1, 3, 64, 64], [[1, 6, 3]], 'float16');
    const prepared = half.prepare(PICTURE);
    expect(prepared.input.type).toBe('float16');
    const data = Uint16Array.from(RAW.data as Float32Array, floatToHalf);
    const output0 = { type: 'float16', dims: RAW.dims, data };
    const found = half.detect({ output0 }, prepared.context, half.defaults);
    expect(found.map(({ box }) => box)).toEqual([
      [16, 16, 48, 48],
      [88, 92, 104, 100],
    ]);
  });
});

describe('an end-to-end head', () => {
  const head = headOf([1, 3, 64, 64], [[1, 3, 6]]);
  const { context } = head.prepare(PICTURE);
  const rows = (...values: number[][]) => float32([1, 3, 6], values.flat());

  it('only applies the threshold and the number, in its own order', () => {
    const output0 = rows([8, 8, 24, 24, 0.5, 1], [8, 8, 24, 24, 0.9, 1], [0, 0, 0, 0, 0, 0]);
    const found = head.detect({ output0 }, context, head.defaults);
    expect(found.map(({ score }) => score)).toEqual([0.5, Math.fround(0.9)]);
    expect(found[0]).toMatchObject({ classId: 1, box: [16, 16, 48, 48] });
    const options = { ...head.defaults, maxDetections: 1 };
    expect(head.detect({ output0 }, context, options)).toHaveLength(1);
  });

  it('refuses a class without a name', () => {
    const output0 = rows([8, 8, 24, 24, 0.5, 2], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]);
    expect(() => head.detect({ output0 }, context, head.defaults)).toThrow(/class 2/);
  });
});

describe('a segmenter', () => {
  it('clips boxes, paints masks and drops what has no pixel', () => {
    const prototypes: Shape = [1, 1, 16, 16];
    const head = headOf([1, 3, 64, 64], [[1, 2, 7], prototypes]);
    const { context } = head.prepare(PICTURE);
    const output0 = float32(
      [1, 2, 7],
      [...[-8, 8, 24, 24, 0.5, 1, 2], ...[8, 8, 24, 24, 0.4, 0, -2]],
    );
    const output1 = float32([1, 1, 16, 16], Array<number>(256).fill(1));
    const found = head.detect({ output0, output1 }, context, head.defaults);
    expect(found).toHaveLength(1);
    expect(found[0]!.box).toEqual([0, 16, 48, 48]);
    expect(maskArea(found[0]!.mask!)).toBe(48 * 32);
  });
});

describe('numbers that are none are an error, never a picture without defects', () => {
  const broken = (tensor: TensorValue, place: number, value = Number.NaN): TensorValue => {
    const data = Float32Array.from(tensor.data as Float32Array);
    data[place] = value;
    return { ...tensor, data };
  };
  const refused = expect.objectContaining({
    code: 'MODEL_RUN_FAILED',
    message: expect.stringMatching(/not numbers.*full precision/),
  });

  it.each([
    ['a score', 12],
    ['a score of another class', 17],
    ['a side of a box', 6],
  ])('%s of a raw head', (_, place) => {
    const head = headOf([1, 3, 64, 64], [[1, 6, 3]]);
    const { context } = head.prepare(PICTURE);
    const outputs = { output0: broken(RAW, place) };
    expect(() => head.detect(outputs, context, head.defaults)).toThrow(refused);
  });

  it('an infinite score, which is over every threshold', () => {
    const head = headOf([1, 3, 64, 64], [[1, 6, 3]]);
    const { context } = head.prepare(PICTURE);
    const outputs = { output0: broken(RAW, 12, Number.POSITIVE_INFINITY) };
    expect(() => head.detect(outputs, context, head.defaults)).toThrow(refused);
  });

  it('a row of an end-to-end head, and a prototype of a segmenter', () => {
    const head = headOf(
      [1, 3, 64, 64],
      [
        [1, 1, 7],
        [1, 1, 16, 16],
      ],
    );
    const { context } = head.prepare(PICTURE);
    const row = float32([1, 1, 7], [8, 8, 24, 24, 0.5, 1, 2]);
    const prototypes = float32([1, 1, 16, 16], Array<number>(256).fill(1));
    const found = (output0: TensorValue, output1: TensorValue) =>
      head.detect({ output0, output1 }, context, head.defaults);
    expect(found(row, prototypes)).toHaveLength(1);
    expect(() => found(broken(row, 4), prototypes)).toThrow(refused);
    expect(() => found(row, broken(prototypes, 100))).toThrow(refused);
  });
});

describe('feeding', () => {
  it('keeps to the rectangle for dynamic files and fills the square for fixed ones', () => {
    const picture: Picture = { width: 192, height: 108, data: new Uint8Array(192 * 108 * 3) };
    const open = headOf(['batch', 3, 'height', 'width'], [['batch', 6, 'anchors']]);
    expect(open.prepare(picture).input.dims).toEqual([1, 3, 384, 640]);
    const fixed = headOf([2, 3, 640, 640], [[2, 6, 8400]]);
    expect(fixed.prepare(picture).input.dims).toEqual([2, 3, 640, 640]);
  });
});
