import { PitchlineError } from '../../shared/errors.ts';
import type { ModelSpec } from '../../shared/models.ts';
import { type Size, targetSize } from './mask2former/target-size.ts';

/** 600 MB as float32; the largest that anybody trains with has a third of it. */
const MAX_INPUT_PIXELS = 50e6;

/** For a model whose input follows the picture's shape. */
const SAMPLE: Size = { width: 1500, height: 1000 };

/**
 * Checks what a model is fed with before anything is allocated for it; files and their metadata can
 * say any number.
 *
 * @throws PitchlineError MODEL_UNSUPPORTED for an input without a pixel or with too many
 */
export function checkInputSize(spec: ModelSpec): void {
  const { width, height } = inputSize(spec);
  const [fixedBatch] = spec.input.shape;
  const batch = typeof fixedBatch === 'number' ? fixedBatch : 1;
  const pixels = batch * width * height;
  if (pixels >= 1 && pixels <= MAX_INPUT_PIXELS) return;
  const pictures = batch === 1 ? '' : `${batch} pictures of `;
  throw new PitchlineError(
    'MODEL_UNSUPPORTED',
    `The model would be fed with ${pictures}${height} x ${width} pixels (height x width) at once; between 1 pixel and ${MAX_INPUT_PIXELS / 1e6} megapixels are possible. Export it for another size, or state one on import where the file leaves it open.`,
  );
}

function inputSize(spec: ModelSpec): Size {
  if (spec.kind === 'mask2former') return targetSize(SAMPLE, spec);
  const [height, width] = spec.imageSize;
  return { width, height };
}
