import type { Box } from '../../shared/domain.ts';
import type { RegionMask } from '../../shared/masks/region-mask.ts';
import type { TensorInfo } from '../../shared/models.ts';

/** An upright 8-bit RGB picture; `data` is height x width x 3, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A rectangle of whole pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A detection before names and measures are added; coordinates in pixels of the picture given to the head. */
export interface RawDetection {
  readonly classId: number;
  readonly score: number;
  readonly box: Box;
  readonly mask: RegionMask | null;
}

/**
 * A tensor as ONNX Runtime hands it over, without its library: `type` is ONNX Runtime's name
 * (`float32`, `float16`, `uint8`, `int64`…); float16 data is a Float16Array or raw Uint16Array bits.
 */
export interface TensorValue {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: ArrayBufferView;
}

export interface HeadOptions {
  readonly confidence: number;
  readonly iou: number;
  readonly maxDetections: number;
}

/** What one family of models does around `session.run`; pure, one instance a model. */
export interface Head<Context = unknown> {
  /** The references' own thresholds. */
  readonly defaults: HeadOptions;
  prepare(picture: Picture): { readonly input: TensorValue; readonly context: Context };
  /** `outputs` by output name. */
  detect(
    outputs: Readonly<Record<string, TensorValue>>,
    context: Context,
    options: HeadOptions,
  ): readonly RawDetection[];
}

/** What can be read off an ONNX file and the files beside it, before anyone knows its kind. */
export interface OnnxFacts {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly opset: number;
  /** Parsed `config.json` and `preprocessor_config.json` beside the file, null where there is none. */
  readonly config: unknown;
  readonly preprocessor: unknown;
}

/** What a person may state on import because the file does not. */
export interface SpecOverrides {
  readonly classes?: readonly string[];
  /** [height, width] */
  readonly imageSize?: readonly [number, number];
  readonly stride?: number;
  readonly task?: 'detect' | 'segment';
  readonly rule?: 'huggingface' | 'argmax';
}

/** Limits of what is decoded at all; DESIGN 5. */
export interface DecodeLimits {
  readonly maxPixels: number;
  readonly maxBytes: number;
}
