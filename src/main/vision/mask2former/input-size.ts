import { PitchlineError } from '../../../shared/errors.ts';
import type { Mask2FormerSpec, TensorInfo } from '../../../shared/models.ts';
import type { SpecOverrides } from '../types.ts';
import type { Preprocessing } from './preprocessor.ts';

type Sizing = Pick<Mask2FormerSpec, 'resize' | 'sizeDivisor'>;

/**
 * What size pictures get: the file's own where it is fixed, because it can take no other; else the
 * one stated on import; else the preprocessor's.
 */
export function inputSizing(
  input: TensorInfo,
  preprocessing: Preprocessing,
  hasPreprocessor: boolean,
  stated: SpecOverrides['imageSize'],
): { readonly sizing: Sizing; readonly warnings: readonly string[] } {
  const [, , height, width] = input.shape;
  const { resize, sizeDivisor } = preprocessing;
  if (typeof height !== 'number' || typeof width !== 'number') {
    const sizing = stated === undefined ? { resize, sizeDivisor } : exactly(stated[0], stated[1]);
    return { sizing, warnings: [] };
  }
  if (stated !== undefined && (stated[0] !== height || stated[1] !== width)) {
    throw new PitchlineError(
      'MODEL_UNSUPPORTED',
      `The file takes pictures of ${height} x ${width} only (height x width), not ${stated[0]} x ${stated[1]}. Leave the size out, or export the model with another one.`,
    );
  }
  const sizing = exactly(height, width);
  if (!hasPreprocessor || givesExactly(preprocessing, height, width))
    return { sizing, warnings: [] };
  return {
    sizing,
    warnings: [
      `preprocessor_config.json asks for ${describe(preprocessing)}, but the file takes ${height} x ${width} only (height x width): pictures are resized to that.`,
    ],
  };
}

function exactly(height: number, width: number): Sizing {
  return { resize: { style: 'exact', height, width }, sizeDivisor: 0 };
}

function givesExactly({ resize, sizeDivisor }: Sizing, height: number, width: number): boolean {
  if (resize.style !== 'exact') return false;
  const up = (side: number) =>
    sizeDivisor > 0 ? Math.ceil(side / sizeDivisor) * sizeDivisor : side;
  return up(resize.height) === height && up(resize.width) === width;
}

function describe({ resize }: Sizing): string {
  switch (resize.style) {
    case 'none':
      return "the picture's own size";
    case 'exact':
      return `${resize.height} x ${resize.width}`;
    case 'edges':
      return `a shorter side of ${resize.shortest} and a longer one of at most ${resize.longest}`;
  }
}
