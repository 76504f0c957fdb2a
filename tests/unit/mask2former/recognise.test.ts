import { describe, expect, it } from 'vitest';
import { createHead } from '../../../src/main/vision/create-head.ts';
import { recogniseModel } from '../../../src/main/vision/recognise.ts';
import type { OnnxFacts } from '../../../src/main/vision/types.ts';

const PICTURES = { name: 'images', type: 'float32', shape: [1, 3, 64, 64] };

const YOLO: OnnxFacts = {
  inputs: [PICTURES],
  outputs: [{ name: 'output0', type: 'float32', shape: [1, 6, 84] }],
  metadata: {
    names: "{0: 'crack', 1: 'fold'}",
    imgsz: '[64, 64]',
    stride: '32',
    task: 'detect',
  },
  opset: 17,
  config: null,
  preprocessor: null,
};

const MASK2FORMER: OnnxFacts = {
  inputs: [PICTURES],
  outputs: [
    { name: 'masks_queries_logits', type: 'float32', shape: [1, 5, 16, 16] },
    { name: 'class_queries_logits', type: 'float32', shape: [1, 5, 3] },
  ],
  metadata: {},
  opset: 17,
  config: { id2label: { '0': 'crack', '1': 'fold' } },
  preprocessor: { size: { height: 64, width: 64 } },
};

describe('the kind of a model', () => {
  it.each([
    ['yolo', YOLO],
    ['mask2former', MASK2FORMER],
  ])('is recognised as %s, and has a head', (kind, facts) => {
    const spec = recogniseModel(facts, {});
    expect(spec).toMatchObject({ kind, classes: ['crack', 'fold'] });
    const picture = { width: 5, height: 4, data: new Uint8Array(60).fill(128) };
    expect(createHead(spec).prepare(picture).input.dims).toEqual([1, 3, 64, 64]);
  });

  it('stays YOLO with a Mask2Former’s config.json in the same folder', () => {
    const facts = {
      ...YOLO,
      config: { ...(MASK2FORMER.config as object), model_type: 'mask2former' },
    };
    expect(recogniseModel(facts, {}).kind).toBe('yolo');
  });

  it('that is neither is refused with the shapes found and what would be accepted', () => {
    const facts = {
      ...YOLO,
      outputs: [{ name: 'probabilities', type: 'float32', shape: [1, 1000] }],
      metadata: {},
    };
    expect(() => recogniseModel(facts, {})).toThrowError(
      expect.objectContaining({
        code: 'MODEL_UNSUPPORTED',
        message: expect.stringMatching(
          /probabilities float32 \[1, 1000\].*\[1, 4 \+ classes, N\].*class_queries_logits/,
        ),
      }),
    );
  });
});
