import { readFileSync } from 'node:fs';
import type { Mask2FormerSpec } from '../../../src/shared/models.ts';

/** reference.json, written by make_reference.py from Hugging Face's own code. */
interface Reference {
  readonly preprocessing: readonly {
    readonly preprocessor: unknown;
    readonly width: number;
    readonly height: number;
    readonly picture: string;
    readonly dims: readonly number[];
    readonly values?: string;
    readonly sum?: number;
    readonly last?: readonly number[];
  }[];
  readonly postprocessing: readonly {
    readonly queries: number;
    readonly classes: number;
    readonly maskHeight: number;
    readonly maskWidth: number;
    readonly classLogits: string;
    readonly maskLogits: string;
    readonly pictureHeight: number;
    readonly pictureWidth: number;
    readonly threshold: number;
    readonly found: readonly {
      readonly classId: number;
      readonly score: number;
      readonly counts: readonly number[];
    }[];
  }[];
}

export const reference: Reference = JSON.parse(
  readFileSync(new URL('./reference.json', import.meta.url), 'utf8'),
);

export function bytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

export function floats(base64: string): Float32Array {
  return new Float32Array(bytes(base64).buffer);
}

/** A spec of a model with dynamic size and `classes` classes named a, b, c… */
export function makeSpec(change: Partial<Mask2FormerSpec> = {}): Mask2FormerSpec {
  return {
    kind: 'mask2former',
    task: 'instance',
    classes: ['a', 'b', 'c'],
    input: { name: 'pixel_values', type: 'float32', shape: ['batch', 3, 'height', 'width'] },
    outputs: [
      { name: 'class_queries_logits', type: 'float32', shape: ['batch', 6, 4] },
      { name: 'masks_queries_logits', type: 'float32', shape: ['batch', 6, 'h', 'w'] },
    ],
    opset: 17,
    warnings: [],
    queries: 6,
    resize: { style: 'none' },
    resample: 2,
    sizeDivisor: 0,
    rescaleFactor: 1 / 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    classOutput: 'class_queries_logits',
    maskOutput: 'masks_queries_logits',
    rule: 'huggingface',
    ...change,
  };
}
