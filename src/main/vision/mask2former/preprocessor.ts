import { z } from 'zod';
import { PitchlineError } from '../../../shared/errors.ts';
import type { Mask2FormerSpec } from '../../../shared/models.ts';
import { isSupportedResample } from './input.ts';

export type Preprocessing = Pick<
  Mask2FormerSpec,
  'resize' | 'resample' | 'sizeDivisor' | 'rescaleFactor' | 'mean' | 'std'
>;

const Side = z.number().int().positive();
const Triple = z.tuple([z.number(), z.number(), z.number()]);

const PreprocessorSchema = z.object({
  do_resize: z.boolean().nullish(),
  size: z
    .union([
      Side,
      z.tuple([Side, Side]),
      z.object({ height: Side, width: Side }),
      z.object({ shortest_edge: Side, longest_edge: Side.nullish() }),
    ])
    .nullish(),
  max_size: Side.nullish(),
  _max_size: Side.nullish(),
  size_divisor: z.number().int().nonnegative().nullish(),
  size_divisibility: z.number().int().nonnegative().nullish(),
  resample: z.number().int().nullish(),
  do_rescale: z.boolean().nullish(),
  rescale_factor: z.number().positive().nullish(),
  do_normalize: z.boolean().nullish(),
  image_mean: Triple.nullish(),
  image_std: z
    .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
    .nullish(),
  pad_size: z.object({ height: Side, width: Side }).nullish(),
});
type Preprocessor = z.infer<typeof PreprocessorSchema>;

/** Defaults of Hugging Face's `Mask2FormerImageProcessor` (5.23); mean and deviation are ImageNet's. */
const DEFAULTS = {
  shortest: 800,
  longest: 1333,
  sizeDivisor: 32,
  resample: 2,
  rescaleFactor: 1 / 255,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
} as const;

/**
 * A `preprocessor_config.json` in numbers; what it leaves out is Hugging Face's default. Older
 * files' `max_size` and `size_divisibility` are understood.
 *
 * @param json null for a model without one: all defaults
 * @throws PitchlineError MODEL_UNSUPPORTED for settings whose result the station could not equal
 */
export function readPreprocessor(json: unknown): Preprocessing {
  const parsed = PreprocessorSchema.safeParse(json ?? {});
  if (!parsed.success) {
    throw unsupported(`it cannot be read: ${z.prettifyError(parsed.error)}`);
  }
  const config = parsed.data;
  const resample = config.resample ?? DEFAULTS.resample;
  if (!isSupportedResample(resample)) {
    throw unsupported(
      `its resample filter ${resample} is not one of 0 (nearest), 1 (Lanczos), 2 (bilinear), 3 (bicubic)`,
    );
  }
  if (config.pad_size != null) throw unsupported('pictures padded to a pad_size are not supported');
  const normalise = config.do_normalize ?? true;
  return {
    resize: resizeOf(config),
    resample,
    sizeDivisor: config.size_divisor ?? config.size_divisibility ?? DEFAULTS.sizeDivisor,
    rescaleFactor:
      (config.do_rescale ?? true) ? (config.rescale_factor ?? DEFAULTS.rescaleFactor) : 1,
    mean: normalise ? (config.image_mean ?? [...DEFAULTS.mean]) : [0, 0, 0],
    std: normalise ? (config.image_std ?? [...DEFAULTS.std]) : [1, 1, 1],
  };
}

function resizeOf({ do_resize, size, ...config }: Preprocessor): Mask2FormerSpec['resize'] {
  if (do_resize === false) return { style: 'none' };
  const longest = config.max_size ?? config._max_size ?? DEFAULTS.longest;
  if (size == null) return { style: 'edges', shortest: DEFAULTS.shortest, longest };
  if (typeof size === 'number') return { style: 'edges', shortest: size, longest };
  if (Array.isArray(size)) return { style: 'exact', height: size[0], width: size[1] };
  if ('height' in size) return { style: 'exact', height: size.height, width: size.width };
  return {
    style: 'edges',
    shortest: size.shortest_edge,
    longest: size.longest_edge ?? longest,
  };
}

function unsupported(what: string): PitchlineError {
  return new PitchlineError(
    'MODEL_UNSUPPORTED',
    `The model's preprocessor_config.json cannot be followed: ${what}. Export the model with other settings.`,
  );
}
