import { assertNever } from '../../shared/assert-never.ts';
import type { ModelSpec } from '../../shared/models.ts';
import { checkInputSize } from './input-limit.ts';
import { createMask2FormerHead } from './mask2former/head.ts';
import type { Head } from './types.ts';
import { createYoloHead } from './yolo/head.ts';

/**
 * What runs before and after `session.run` for a model of either kind.
 *
 * @throws PitchlineError MODEL_UNSUPPORTED, see {@link checkInputSize}
 */
export function createHead(spec: ModelSpec): Head {
  checkInputSize(spec);
  switch (spec.kind) {
    case 'yolo':
      return createYoloHead(spec);
    case 'mask2former':
      return createMask2FormerHead(spec);
    default:
      return assertNever(spec);
  }
}
