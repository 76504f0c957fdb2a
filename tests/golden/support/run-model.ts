import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { decodePictureFile } from '../../../src/main/vision/decode/decode.ts';
import type {
  Head,
  HeadOptions,
  Picture,
  RawDetection,
  TensorValue,
} from '../../../src/main/vision/types.ts';
import { addTallies, compareDetections, EMPTY_TALLY, type Tally } from './compare.ts';
import { availablePictures, type GoldenCase, goldenPath } from './load.ts';

const LIMITS = { maxPixels: 100_000_000, maxBytes: 500_000_000 };

/** Judges a picture with a head around ONNX Runtime itself, without the station. */
export type Judge = (picture: Picture, options: HeadOptions) => Promise<readonly RawDetection[]>;

export async function openModel(path: string, head: Head): Promise<Judge> {
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1 });
  return async (picture, options) => {
    const { input, context } = head.prepare(picture);
    const feed = new Tensor(input.type as 'float32', input.data as Float32Array, input.dims);
    const results = await session.run({ [session.inputNames[0]!]: feed });
    const outputs: Record<string, TensorValue> = {};
    for (const [name, { type, dims, data }] of Object.entries(results)) {
      outputs[name] = { type, dims, data: data as Float32Array };
    }
    return head.detect(outputs, context, options);
  };
}

/** Decodes and judges all pictures of a case and compares with what the reference found. */
export async function tallyCase(
  golden: GoldenCase<unknown>,
  judge: Judge,
  options: HeadOptions,
): Promise<Tally> {
  let tally = EMPTY_TALLY;
  for (const { file, sha256, detections } of availablePictures(golden.case, golden.pictures)) {
    const decoded = await decodePictureFile(goldenPath(file), LIMITS);
    if (decoded.sha256 !== sha256) throw new Error(`${file} is not the file the golden is of.`);
    const found = await judge(decoded.picture, options);
    tally = addTallies(tally, compareDetections(detections, found));
  }
  return tally;
}

/** The path of a case's model, which must be the very file that the reference ran. */
export function modelOf(golden: GoldenCase<unknown>): string {
  const path = goldenPath(golden.model);
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (sha256 !== golden.modelSha256) {
    throw new Error(`${golden.model} is not the file the golden is of. Make the golden again.`);
  }
  return path;
}
