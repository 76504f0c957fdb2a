import type { PartIdentity } from '../../shared/part-identity.ts';
import type { Inspected } from '../inspection/inspector.ts';
import { parseTile } from '../inspection/tile-option.ts';
import type { Caller } from './identity.ts';
import type { JudgeQuery } from './query.ts';
import type { Services } from './services.ts';

export interface StoredRef {
  readonly sha256: string;
  readonly name: string;
}

/** Judges a stored picture as a request asks for it, and keeps the inspection. */
export async function judgeStored(
  services: Pick<Services, 'inspector' | 'pictures'>,
  caller: Caller,
  picture: StoredRef,
  query: JudgeQuery,
  signal: AbortSignal,
  overlay = false,
): Promise<Inspected> {
  const { model, recipe, device, confidence, iou, tile, weak, record } = query;
  return services.inspector.inspect(
    {
      file: picture.name,
      path: await services.pictures.path(picture.sha256),
      source: { kind: query.source ?? caller.via },
      ...{ model, recipe, device, confidence, iou },
      tiling: tile === undefined ? undefined : parseTile(tile),
      overlay,
      weak: weak === true,
      record: record !== false,
      part: partOf(query),
      person: caller.person?.id ?? null,
    },
    signal,
  );
}

/** Who asks may say which part it is; null where nothing was said. */
function partOf({ serial, lot, station, side }: JudgeQuery): PartIdentity | null {
  const said = Object.entries({ serial, lot, station, side }).filter(
    ([, text]) => text !== undefined,
  );
  return said.length === 0 ? null : { ...Object.fromEntries(said), matched: true };
}
