import type { Device } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import { isOutOfMemory } from './out-of-memory.ts';
import { PROVIDERS } from './providers.ts';

/** ONNX Runtime's refusal of a model as a sentence that says what to do. */
export function explainLoadError(error: unknown, device: Device): PitchlineError {
  if (error instanceof PitchlineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const fail = (code: PitchlineError['code'], sentence: string): PitchlineError =>
    new PitchlineError(code, `${sentence} (ONNX Runtime: ${message.trim().slice(0, 400)})`, {
      cause: error,
    });
  if (/NOT_IMPLEMENTED.*GridSample/su.test(message)) {
    return fail(
      'MODEL_UNSUPPORTED',
      'This Mask2Former was exported with a double-precision sampling grid, which ONNX Runtime cannot run. Export it again with `pitchline-training export-mask2former`, which avoids that.',
    );
  }
  if (/external data|External initializer|model_path must not be empty/iu.test(message)) {
    return fail(
      'MODEL_DATA_MISSING',
      'The weights of this model lie in a second file, which is missing or damaged. Copy it beside the .onnx file.',
    );
  }
  if (/opset \d+ is under development|Unsupported model IR version/iu.test(message)) {
    return fail(
      'MODEL_UNSUPPORTED',
      'The file is newer than this ONNX Runtime understands. Export it again with opset 17.',
    );
  }
  if (/Protobuf parsing failed|INVALID_PROTOBUF/iu.test(message)) {
    return fail(
      'MODEL_TRUNCATED',
      'The file is damaged or was not copied completely. Copy or export it again.',
    );
  }
  if (isOutOfMemory(error)) {
    return fail(
      'MODEL_LOAD_FAILED',
      'This model needs more memory than there is. Export it with a smaller input size, or use a smaller model.',
    );
  }
  if (device !== 'cpu' && /execution.?provider|WebGPU|CUDA|DML|CoreML|adapter/iu.test(message)) {
    return fail('DEVICE_NOT_AVAILABLE', `${PROVIDERS[device].label} cannot load this model.`);
  }
  if (/NOT_IMPLEMENTED/u.test(message)) {
    return fail(
      'MODEL_UNSUPPORTED',
      'The model contains an operator that ONNX Runtime does not have. Export it again with opset 17 and without custom operators.',
    );
  }
  return fail('MODEL_LOAD_FAILED', 'ONNX Runtime cannot load this model. Export it again.');
}

/** Traces of a device whose state is lost for this process: only a new process gets it back. */
export function isDeviceLost(error: unknown, device: Device): boolean {
  if (device === 'cpu') return false;
  const message = error instanceof Error ? error.message : String(error);
  return /CUDA(?:_| )?(?:failure|error)|CUDNN|CUBLAS|out of memory|device.{0,20}(?:lost|removed|hung)/iu.test(
    message,
  );
}
