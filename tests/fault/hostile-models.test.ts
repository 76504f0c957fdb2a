import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EngineModel } from '../../src/main/inference/types.ts';
import { jobFor, openBench } from '../integration/inference/machine.ts';
import {
  type NodeText,
  type OnnxText,
  type Weight,
  writeOnnx,
} from '../unit/models/onnx-writer.ts';

const bench = openBench();

const ANCHORS = 21;
const row = (first: number): number[] => [first, ...Array<number>(ANCHORS - 1).fill(0)];
const HEAD: Weight = {
  name: 'head',
  shape: [1, 5, ANCHORS],
  values: [16, 16, 16, 16, 0.9].flatMap(row),
};
const MEAN: NodeText = {
  operator: 'ReduceMean',
  inputs: ['images'],
  outputs: ['mean'],
  attributes: { axes: [1, 2, 3], keepdims: 0 },
};
const METADATA = {
  author: 'Ultralytics',
  task: 'detect',
  stride: '32',
  imgsz: '[32, 32]',
  names: "{0: 'crack'}",
};

/** A YOLO of one class whose score is the picture's brightness, after `steps` from `mean` to `last`. */
function yolo(
  steps: readonly NodeText[],
  last = 'mean',
  change: Partial<OnnxText> = {},
): Uint8Array {
  return writeOnnx({
    inputs: [{ name: 'images', shape: [1, 3, 32, 32] }],
    outputs: [{ name: 'output0', shape: [1, 5, ANCHORS] }],
    nodes: [MEAN, ...steps, { operator: 'Mul', inputs: [last, 'head'], outputs: ['output0'] }],
    metadata: METADATA,
    ...change,
    weights: [HEAD, ...(change.weights ?? [])],
  });
}
const open: OnnxText['inputs'] = [{ name: 'images', shape: ['batch', 3, 'height', 'width'] }];
const square = (side: number | string): OnnxText['inputs'] => [
  { name: 'images', shape: [1, 3, side, side] },
];

const step = (operator: string, inputs: readonly string[], output: string): NodeText => ({
  operator,
  inputs,
  outputs: [output],
});

/** One number of many, so that what follows has the shapes that it had. */
const largest = (input: string, output: string): NodeText => ({
  ...step('ReduceMax', [input], output),
  attributes: { keepdims: 0 },
});

/** Copies its state for ever: no count, and a condition that stays true. */
const ENDLESS: NodeText = {
  operator: 'Loop',
  inputs: ['', 'yes', 'mean'],
  outputs: ['never'],
  attributes: {
    body: {
      inputs: [
        { name: 'turn', type: 'int64', shape: [] },
        { name: 'go', type: 'bool', shape: [] },
        { name: 'state', shape: [1] },
      ],
      outputs: [
        { name: 'goOn', type: 'bool', shape: [] },
        { name: 'kept', shape: [1] },
      ],
      nodes: [step('Identity', ['go'], 'goOn'), step('Identity', ['state'], 'kept')],
    },
  },
};

/** As much as ten million names would be, without their time. */
const manyNames = (): string =>
  `{${Array.from({ length: 200_000 }, (_, id) => `${id}: 'c${id}'`).join(', ')}}`;

describe('a model file that means no good is refused in words, by its import', () => {
  it.each<[string, () => Uint8Array, string, RegExp]>([
    [
      'a graph that runs in a circle',
      () => yolo([step('Add', ['mean', 'b'], 'a'), step('Identity', ['a'], 'b')], 'b'),
      'MODEL_LOAD_FAILED',
      /not acyclic/,
    ],
    [
      'weights of 2 GB that are said and not there',
      () =>
        yolo([largest('big', 'one'), step('Add', ['mean', 'one'], 'sum')], 'sum', {
          weights: [{ name: 'big', shape: [2 ** 29], values: [] }],
        }),
      'MODEL_LOAD_FAILED',
      /2147483648 bytes/,
    ],
    [
      'memory of 8 TB',
      () =>
        yolo(
          [
            step('ConstantOfShape', ['size'], 'zeros'),
            largest('zeros', 'one'),
            step('Add', ['mean', 'one'], 'sum'),
          ],
          'sum',
          {
            weights: [{ name: 'size', type: 'int64', shape: [1], values: [2e12] }],
          },
        ),
      'MODEL_LOAD_FAILED',
      /more memory than there is/,
    ],
    [
      'an input of 100,000 x 100,000',
      () => yolo([], 'mean', { inputs: square(100_000) }),
      'MODEL_UNSUPPORTED',
      /100000 x 100000 pixels/,
    ],
    [
      'an input of nothing',
      () => yolo([], 'mean', { inputs: square(0) }),
      'MODEL_UNSUPPORTED',
      /0 x 0 pixels/,
    ],
    [
      'metadata that lie about the size',
      () =>
        yolo([], 'mean', { inputs: open, metadata: { ...METADATA, imgsz: '[1000000, 1000000]' } }),
      'MODEL_UNSUPPORTED',
      /1000000 x 1000000 pixels/,
    ],
    [
      'an input of whole numbers',
      () =>
        yolo([], 'mean', { inputs: [{ name: 'images', type: 'int64', shape: [1, 3, 32, 32] }] }),
      'MODEL_UNSUPPORTED',
      /type int64/,
    ],
    [
      'an output of no known rank',
      () => yolo([], 'mean', { outputs: [{ name: 'output0', shape: [] }] }),
      'MODEL_UNSUPPORTED',
      /output0 \[\]/,
    ],
    [
      'names without end',
      () => yolo([], 'mean', { metadata: { ...METADATA, names: manyNames() } }),
      'MODEL_CLASSES_UNKNOWN',
      /"names" is too long \(\d+ characters\)/,
    ],
    [
      'names that are a program',
      () => yolo([], 'mean', { metadata: { ...METADATA, names: '__import__("os").remove("x")' } }),
      'MODEL_CLASSES_UNKNOWN',
      /"names" cannot be read: .* position 0/,
    ],
    [
      'an answer of NaN',
      () => yolo([step('Neg', ['mean'], 'n'), step('Sqrt', ['n'], 'q')], 'q'),
      'MODEL_RUN_FAILED',
      /not numbers/,
    ],
  ])('%s', { timeout: 60_000 }, async (_, write, code, message) => {
    const path = await bench.put('hostile.onnx', write());
    await expect(bench.engine().examine(path, {})).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('a run that never ends: given up after a time, and its process is gone', {
    timeout: 60_000,
  }, async () => {
    const yes: Weight = { name: 'yes', type: 'bool', shape: [], values: [1] };
    const path = await bench.put('endless.onnx', yolo([ENDLESS], 'never', { weights: [yes] }));
    const engine = bench.engine({ tuning: { examineMs: 8_000 } });
    await expect(engine.examine(path, {})).rejects.toMatchObject({
      code: 'INFERENCE_TIMEOUT',
      message: expect.stringContaining('within 8 s'),
    });
    expect(() => process.kill(engine.children[0]?.pid ?? 0, 0)).toThrow('ESRCH');
  });
});

describe('a model that is odd and usable', () => {
  const taken = async (name: string, bytes: Uint8Array): Promise<EngineModel> => {
    const path = await bench.put(name, bytes);
    const spec = await bench.engine().examine(path, {});
    return { sha256: createHash('sha256').update(bytes).digest('hex'), path, spec, tiling: null };
  };

  it('with escape codes in its class names has plain ones, and says so', async () => {
    const names = "{0: '\\x1b[2J\\x1b[31mcrack\\nOK\\u202e'}";
    const { spec } = await taken(
      'escape.onnx',
      yolo([], 'mean', { metadata: { ...METADATA, names } }),
    );
    expect(spec.classes).toEqual(['[2J [31mcrack OK']);
    expect(spec.warnings).toEqual([expect.stringMatching(/^Class names were shortened/)]);
  });

  it('with sides of -1 is one with open sides, and judges', { timeout: 60_000 }, async () => {
    const model = await taken('minus.onnx', yolo([], 'mean', { inputs: square(-1) }));
    expect(model.spec).toMatchObject({ dynamic: true, imageSize: [32, 32] });
    const white = await bench.picture('white.png', 255);
    expect((await bench.engine().judge(jobFor(white, model))).detections).toHaveLength(1);
  });

  it('whose answer to some pictures is NaN gives an error for those, never OK, and the rest goes on', {
    timeout: 60_000,
  }, async () => {
    // The root of 0.7 - brightness.
    const limit: Weight = { name: 'limit', shape: [1], values: [0.7] };
    const steps = [step('Sub', ['limit', 'mean'], 'left'), step('Sqrt', ['left'], 'root')];
    const model = await taken('sometimes.onnx', yolo(steps, 'root', { weights: [limit] }));
    const white = await bench.picture('white.png', 255);
    const black = await bench.picture('black.png', 0);
    const engine = bench.engine();
    const outcomes = await Promise.allSettled(
      [black, white, black].map((path) => engine.judge(jobFor(path, model))),
    );
    expect(outcomes).toMatchObject([
      { value: { detections: [{ className: 'crack' }] } },
      { reason: { code: 'MODEL_RUN_FAILED', message: expect.stringMatching(/not numbers/) } },
      { value: { detections: [{ className: 'crack' }] } },
    ]);
    expect(engine.children).toHaveLength(1);
  });
});
