import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PitchlineError } from '../../shared/errors.ts';
import { MAX_JSON_LENGTH } from '../vision/mask2former/json-beside.ts';
import type { OnnxFacts } from '../vision/types.ts';
import { hasDoubleGrid } from './onnx/element-types.ts';
import { checkExternalData } from './onnx/external-data.ts';
import { describeForeign } from './onnx/foreign.ts';
import { type ModelProto, ModelProtoError, readModelProto } from './onnx/model-proto.ts';

/** JSON files that Hugging Face puts beside a model and that belong to it. */
export const JSON_BESIDE = ['config.json', 'preprocessor_config.json'] as const;

export interface OnnxFile {
  readonly facts: OnnxFacts;
  readonly producer: string;
  /** Names, relative to the file's folder, of the files in which its weights lie. */
  readonly externalData: readonly string[];
}

/** What recognition needs to know of a file. */
export async function readOnnxFacts(path: string): Promise<OnnxFacts> {
  return (await readOnnxFile(path)).facts;
}

/**
 * Reads what an ONNX file says about itself, without ONNX Runtime and without its weights, and
 * refuses early what ONNX Runtime would refuse in words that help nobody.
 *
 * @throws PitchlineError with one of the MODEL_ codes
 */
export async function readOnnxFile(path: string): Promise<OnnxFile> {
  const model = parse(await readModelBytes(path), basename(path));
  if (hasDoubleGrid(model)) {
    throw new PitchlineError(
      'MODEL_UNSUPPORTED',
      'This Mask2Former was exported with a double-precision sampling grid (GridSample), which ONNX Runtime cannot run. Export it again with `pitchline-training export-mask2former`, which avoids that.',
    );
  }
  const folder = dirname(path);
  const externalData = await checkExternalData(folder, model.externalData);
  const [config, preprocessor] = await Promise.all(
    JSON_BESIDE.map((name) => readJson(join(folder, name))),
  );
  const { inputs, outputs, metadata, producer } = model;
  const opset = model.opset ?? 1;
  return {
    facts: { inputs, outputs, metadata, opset, config, preprocessor },
    producer,
    externalData,
  };
}

async function readModelBytes(path: string): Promise<Buffer> {
  try {
    // A named pipe or a device has no end, and the first not even a beginning.
    const facts = await stat(path);
    if (!facts.isFile() && !facts.isDirectory()) {
      throw new PitchlineError(
        'MODEL_NOT_ONNX',
        `${path} is a device or a pipe and not a file. Name the .onnx file itself.`,
      );
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof PitchlineError) throw error;
    throw explainReadError(error, path);
  }
}

function explainReadError(error: unknown, path: string): PitchlineError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const refuse = (refusal: PitchlineError['code'], sentence: string): PitchlineError =>
    new PitchlineError(refusal, sentence, { cause: error });
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return refuse('MODEL_NOT_FOUND', `There is no file ${path}. Check the path.`);
    case 'EISDIR':
      return refuse('MODEL_NOT_ONNX', `${path} is a folder. Name the .onnx file in it.`);
    case 'ERR_FS_FILE_TOO_LARGE':
      return refuse(
        'MODEL_NOT_ONNX',
        `${path} is larger than an ONNX file can be (2 GB). Export it with its weights in a second file.`,
      );
    default:
      return refuse(
        'MODEL_NOT_READABLE',
        `${path} cannot be read (${error instanceof Error ? error.message : String(error)}). Check its permissions.`,
      );
  }
}

function parse(bytes: Buffer, name: string): ModelProto {
  if (bytes.length === 0) {
    throw new PitchlineError('MODEL_TRUNCATED', `${name} is empty. Copy or download it again.`);
  }
  const foreign = describeForeign(bytes.subarray(0, 1024));
  if (foreign !== null) {
    throw new PitchlineError('MODEL_NOT_ONNX', `${name} is not an ONNX model. ${foreign}`);
  }
  let model: ModelProto;
  try {
    model = readModelProto(bytes);
  } catch (error) {
    if (error instanceof ModelProtoError && error.started) throw truncated(name, error);
    throw new PitchlineError(
      'MODEL_NOT_ONNX',
      `${name} is not an ONNX model, nor anything else that is known here. Import a file that was exported to ONNX.`,
      { cause: error },
    );
  }
  if (!model.hasGraph || model.opset === null) throw truncated(name);
  return model;
}

function truncated(name: string, cause?: unknown): PitchlineError {
  return new PitchlineError(
    'MODEL_TRUNCATED',
    `${name} begins like an ONNX model and ends too soon, or is damaged. Copy, download or export it again.`,
    { cause },
  );
}

function tooLong(path: string, bytes: number): PitchlineError {
  return new PitchlineError(
    'MODEL_UNSUPPORTED',
    `${path} belongs to the model and has ${bytes} bytes; ${MAX_JSON_LENGTH} are read at most. Copy it again, or take it away.`,
  );
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return null;
    if (facts.size > MAX_JSON_LENGTH) throw tooLong(path, facts.size);
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof PitchlineError) throw error;
    // Not there: both files are optional, and recognition says what it assumed instead.
    return null;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new PitchlineError(
      'MODEL_UNSUPPORTED',
      `${path} belongs to the model and is not valid JSON. Copy it again, or take it away.`,
      { cause: error },
    );
  }
}
