import type { OnnxFacts } from '../../../src/main/vision/types.ts';
import type { TensorInfo } from '../../../src/shared/models.ts';

/** The same hash of the index as in make_postprocess_cases.py: float32 in 0…1. */
export function noise(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => {
    let mixed = Math.imul(index + seed * 7919, 2654435761);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 2246822519);
    mixed ^= mixed >>> 13;
    return ((mixed >>> 8) & 0xfff) / 4096;
  });
}

type Shape = TensorInfo['shape'];

/** Facts of a file with one input `images` and outputs `output0`, `output1`. */
export function onnxFacts(
  input: Shape,
  outputs: readonly Shape[],
  metadata: Readonly<Record<string, string>> = {},
  type = 'float32',
): OnnxFacts {
  return {
    inputs: [{ name: 'images', type, shape: input }],
    outputs: outputs.map((shape, index) => ({ name: `output${index}`, type, shape })),
    metadata,
    opset: 17,
    config: null,
    preprocessor: null,
  };
}

/** The metadata that Ultralytics writes, with the entries that a test cares for. */
export function ultralytics(entries: Readonly<Record<string, string>>): Record<string, string> {
  return {
    author: 'Ultralytics',
    task: 'detect',
    stride: '32',
    imgsz: '[640, 640]',
    names: "{0: 'crack', 1: 'fold'}",
    end2end: 'False',
    args: "{'nms': False, 'dynamic': False}",
    ...entries,
  };
}
