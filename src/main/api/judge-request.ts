import { type InspectOutcome, inspectPicture } from '../inspection/inspect.ts';
import { findRecipe } from '../inspection/recipes.ts';
import { parseTile } from '../inspection/tile-option.ts';
import type { JudgeQuery } from './query.ts';
import type { Services } from './services.ts';

export interface StoredRef {
  readonly sha256: string;
  readonly name: string;
}

/** Judges a stored picture as a request asks for it. */
export async function judgeStored(
  services: Services,
  picture: StoredRef,
  query: JudgeQuery,
  signal: AbortSignal,
  overlay = false,
): Promise<InspectOutcome> {
  return inspectPicture(
    services.engine,
    {
      file: picture.name,
      path: await services.pictures.path(picture.sha256),
      model: await services.library.resolve(query.model ?? 'yolo'),
      recipe: findRecipe(query.recipe),
      device: query.device ?? 'auto',
      confidence: query.confidence,
      iou: query.iou,
      tiling: query.tile === undefined ? undefined : parseTile(query.tile),
      overlay,
    },
    signal,
  );
}
