import { describe, expect, it } from 'vitest';
import { recogniseMask2Former } from '../../../src/main/vision/mask2former/spec.ts';
import { targetSize } from '../../../src/main/vision/mask2former/target-size.ts';
import type { OnnxFacts, SpecOverrides } from '../../../src/main/vision/types.ts';
import type { Mask2FormerSpec, TensorInfo } from '../../../src/shared/models.ts';

const CONFIG = { model_type: 'mask2former', id2label: { '0': 'crack', '1': 'fold' } };

function tensor(name: string, shape: TensorInfo['shape'], type = 'float32'): TensorInfo {
  return { name, type, shape };
}

const CLASSES = tensor('class_queries_logits', [1, 15, 3]);
const MASKS = tensor('masks_queries_logits', [1, 15, 64, 64]);

function facts(change: Partial<OnnxFacts> = {}): OnnxFacts {
  return {
    inputs: [tensor('pixel_values', ['batch', 3, 'height', 'width'])],
    outputs: [CLASSES, MASKS],
    metadata: {},
    opset: 17,
    config: CONFIG,
    preprocessor: {},
    ...change,
  };
}

function specOf(change: Partial<OnnxFacts> = {}, overrides: SpecOverrides = {}): Mask2FormerSpec {
  const result = recogniseMask2Former(facts(change), overrides);
  if ('no' in result) throw new Error(`not recognised: ${result.no}`);
  return result.spec;
}

function refusal(change: Partial<OnnxFacts>, overrides: SpecOverrides = {}): string {
  const result = recogniseMask2Former(facts(change), overrides);
  return 'no' in result ? result.no : 'recognised';
}

describe('outputs of a Mask2Former', () => {
  it('are found by name in any order, among others', () => {
    const spec = specOf({ outputs: [MASKS, tensor('hidden', [1, 15, 96]), CLASSES] });
    expect(spec).toMatchObject({
      classOutput: 'class_queries_logits',
      maskOutput: 'masks_queries_logits',
      queries: 15,
      classes: ['crack', 'fold'],
    });
  });

  it('are found by shape when renamed', () => {
    const outputs = [
      tensor('output_1', [1, 15, 64, 64]),
      tensor('hidden', [1, 15, 96]),
      tensor('pixels', [1, 96, 64, 64]),
      tensor('output_0', [1, 15, 3]),
    ];
    expect(specOf({ outputs })).toMatchObject({
      classOutput: 'output_0',
      maskOutput: 'output_1',
    });
  });

  it('may have symbolic dimensions', () => {
    const outputs = [
      tensor('a', ['batch', 'queries', 3]),
      tensor('b', ['batch', 'queries', 'h', 'w']),
    ];
    expect(specOf({ outputs })).toMatchObject({ classOutput: 'a', maskOutput: 'b', queries: null });
  });

  it.each([
    ['YOLO detection', [tensor('output0', [1, 8, 8400])]],
    ['YOLO segmentation', [tensor('output0', [1, 40, 8400]), tensor('output1', [1, 32, 160, 160])]],
    ['end-to-end YOLO', [tensor('output0', [1, 300, 38]), tensor('output1', [1, 32, 160, 160])]],
    ['a classifier', [tensor('logits', [1, 1000])]],
  ])('are not seen in %s', (_, outputs) => {
    expect(refusal({ outputs, config: null }, { classes: ['a', 'b'] })).toMatch(
      /no pair of outputs/,
    );
  });

  it('are not taken from another architecture', () => {
    expect(refusal({ config: { ...CONFIG, model_type: 'maskformer' } })).toMatch(/maskformer/);
  });

  it.each([
    ['a batch of 4', [tensor('pixel_values', [4, 3, 256, 256])], /\[4, 3, 256, 256\]/],
    ['grey pictures', [tensor('pixel_values', [1, 1, 256, 256])], /\[1, 1, 256, 256\]/],
    ['bytes', [tensor('pixel_values', [1, 3, 256, 256], 'uint8')], /uint8/],
    [
      'a pixel mask besides',
      [tensor('pixel_values', [1, 3, 256, 256]), tensor('pixel_mask', [1, 256, 256], 'int64')],
      /without pixel_mask/,
    ],
  ])('are no help when the input wants %s', (_, inputs, reason) => {
    expect(refusal({ inputs })).toMatch(reason);
  });
});

describe('classes of a Mask2Former', () => {
  it('come from the metadata before the file beside it, in the order of their numbers', () => {
    const id2label = { '10': 'k', '2': 'c', '0': 'a', '1': 'b' };
    const three = { '2': 'c', '0': 'a', '1': 'b' };
    expect(() => specOf({ config: { id2label } })).toThrowError(
      expect.objectContaining({ code: 'MODEL_CLASSES_UNKNOWN' }),
    );
    const outputs = [tensor('class_queries_logits', [1, 15, 4]), MASKS];
    const metadata = { config: JSON.stringify({ id2label: three }) };
    expect(specOf({ outputs, metadata }).classes).toEqual(['a', 'b', 'c']);
  });

  it('can be stated on import', () => {
    expect(specOf({ config: null }, { classes: ['x', 'y'] }).classes).toEqual(['x', 'y']);
  });

  it.each([
    ['are missing', null, {}, /config\.json/],
    ['are missing in the config', { model_type: 'mask2former' }, {}, /has 2 of them/],
    ['are too many', CONFIG, { classes: ['a', 'b', 'c'] }, /3 class names.*has 2 classes/],
  ])('are never made up: refused when they %s', (_, config, overrides, message) => {
    expect(() => specOf({ config }, overrides)).toThrowError(
      expect.objectContaining({
        code: 'MODEL_CLASSES_UNKNOWN',
        message: expect.stringMatching(message),
      }),
    );
  });

  it('in broken metadata are an error that names the entry', () => {
    expect(() => specOf({ metadata: { config: '{id2label' } })).toThrowError(
      expect.objectContaining({
        code: 'MODEL_UNSUPPORTED',
        message: expect.stringContaining('«config»'),
      }),
    );
  });
});

const FIXED = [tensor('pixel_values', [1, 3, 192, 256])];

describe('preprocessing of a Mask2Former', () => {
  it('has Hugging Face’s defaults for what the file leaves out', () => {
    expect(specOf()).toMatchObject({
      resize: { style: 'edges', shortest: 800, longest: 1333 },
      resample: 2,
      sizeDivisor: 32,
      mean: [0.485, 0.456, 0.406],
      std: [0.229, 0.224, 0.225],
      warnings: [],
    });
    expect(specOf().rescaleFactor).toBeCloseTo(1 / 255, 12);
  });

  it.each([
    [{ size: { height: 100, width: 200 } }, { style: 'exact', height: 100, width: 200 }],
    [{ size: [100, 200] }, { style: 'exact', height: 100, width: 200 }],
    [
      { size: { shortest_edge: 480, longest_edge: 640 } },
      { style: 'edges', shortest: 480, longest: 640 },
    ],
    [
      { size: 480, max_size: 640 },
      { style: 'edges', shortest: 480, longest: 640 },
    ],
    [{ max_size: 900 }, { style: 'edges', shortest: 800, longest: 900 }],
    [
      { size: { shortest_edge: 480 }, _max_size: 700 },
      { style: 'edges', shortest: 480, longest: 700 },
    ],
    [{ do_resize: false, size: { height: 1, width: 1 } }, { style: 'none' }],
  ])('%j becomes %j', (preprocessor, resize) => {
    expect(specOf({ preprocessor }).resize).toEqual(resize);
  });

  it('reads the older size_divisibility, and the switches', () => {
    expect(specOf({ preprocessor: { size_divisibility: 16 } }).sizeDivisor).toBe(16);
    expect(specOf({ preprocessor: { size_divisor: 0 } }).sizeDivisor).toBe(0);
    expect(specOf({ preprocessor: { do_rescale: false } }).rescaleFactor).toBe(1);
    expect(specOf({ preprocessor: { do_normalize: false } })).toMatchObject({
      mean: [0, 0, 0],
      std: [1, 1, 1],
    });
  });

  it.each([
    ['an unknown filter', { resample: 5 }],
    ['padding to a size', { pad_size: { height: 800, width: 800 } }],
    ['a size that limits both sides', { size: { max_height: 800, max_width: 800 } }],
    ['a deviation of 0', { image_std: [0, 1, 1] }],
    ['text', 'bilinear'],
  ])('is refused with %s', (_, preprocessor) => {
    expect(() => specOf({ preprocessor })).toThrowError(
      expect.objectContaining({ code: 'MODEL_UNSUPPORTED' }),
    );
  });

  it('is at the file’s own size where that is fixed, with a warning when the config differs', () => {
    const exact = { style: 'exact', height: 192, width: 256 };
    const same = specOf({ inputs: FIXED, preprocessor: { size: { height: 192, width: 256 } } });
    expect(same).toMatchObject({ resize: exact, sizeDivisor: 0, warnings: [] });
    const rounded = specOf({ inputs: FIXED, preprocessor: { size: { height: 170, width: 250 } } });
    expect(rounded).toMatchObject({ resize: exact, warnings: [] });
    const other = specOf({ inputs: FIXED });
    expect(other.resize).toEqual(exact);
    expect(other.warnings).toEqual([expect.stringMatching(/192 x 256/)]);
  });

  it('without a preprocessor_config.json is assumed, and says so', () => {
    const fixed = specOf({ inputs: FIXED, preprocessor: null });
    expect(fixed.resize).toEqual({ style: 'exact', height: 192, width: 256 });
    expect(fixed.warnings).toEqual([expect.stringMatching(/defaults.*192 x 256/)]);
    const dynamic = specOf({ preprocessor: null });
    expect(dynamic.resize).toEqual({ style: 'edges', shortest: 800, longest: 1333 });
    expect(dynamic.warnings).toEqual([expect.stringMatching(/defaults.*800.*1333/)]);
    const metadata = { preprocessor_config: JSON.stringify({ size: { height: 64, width: 96 } }) };
    expect(specOf({ preprocessor: null, metadata })).toMatchObject({
      resize: { style: 'exact', height: 64, width: 96 },
      warnings: [],
    });
  });

  it('takes a size stated on import, unless the file can only take another', () => {
    const imageSize = [320, 480] as const;
    expect(specOf({}, { imageSize }).resize).toEqual({ style: 'exact', height: 320, width: 480 });
    expect(() => specOf({ inputs: FIXED }, { imageSize })).toThrowError(
      expect.objectContaining({ code: 'MODEL_UNSUPPORTED' }),
    );
  });
});

describe('the size a picture gets', () => {
  it.each([
    [1080, 1920, 800, 1333, 0, 750, 1333],
    [1080, 1920, 800, 1333, 32, 768, 1344],
    [540, 720, 800, 1333, 32, 800, 1088],
    [3000, 4000, 800, 1333, 32, 800, 1088],
    [800, 1000, 800, 1333, 0, 800, 1000],
    [4000, 100, 800, 1333, 0, 1333, 33],
    [37, 1000, 800, 1333, 0, 49, 1333],
    [500, 1001, 800, 1333, 0, 666, 1333],
    [333, 333, 100, 150, 0, 100, 100],
  ])(
    '%i x %i with edges %i and %i, divisor %i, is %i x %i',
    (h, w, shortest, longest, sizeDivisor, height, width) => {
      const resize = { style: 'edges', shortest, longest } as const;
      expect(targetSize({ width: w, height: h }, { resize, sizeDivisor })).toEqual({
        height,
        width,
      });
    },
  );
});
