import { type Annotation, annotationOf, annotationsOf } from '../../shared/corrections.ts';
import type { HistoryFilter } from '../../shared/history.ts';
import type { HistoryEntry } from '../../shared/history-entry.ts';
import type { SearchReader } from '../log/search/search-reader.ts';

/** A picture with what is in it by a person's word. */
export interface AnnotatedPicture {
  readonly inspection: string;
  readonly sha256: string;
  /** Where the picture's bytes lay when it was judged. */
  readonly path: string;
  /** Of the upright picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** `confirmed`: the model's detections, whose verdict people confirmed. */
  readonly by: 'correction' | 'confirmed';
  /** Of the model that judged it. */
  readonly modelSha256: string | null;
  readonly annotations: readonly Annotation[];
}

export interface AnnotatedWish {
  readonly filter: HistoryFilter;
  /** Also pictures whose verdict people confirmed and that nobody corrected. */
  readonly allReviewed: boolean;
}

interface Chosen {
  readonly id: string;
  /** Of the correction; null: it was only confirmed. */
  readonly correction: string | null;
  readonly at: string;
}

/**
 * Each picture once, whatever often it was judged: the newest correction of it counts, and any
 * correction more than a confirmed verdict. Pictures that could not be read are left out.
 */
export async function* annotatedPictures(
  reader: SearchReader,
  wish: AnnotatedWish,
): AsyncGenerator<AnnotatedPicture> {
  for (const { id, correction } of (await choose(reader, wish)).values()) {
    const entry = await reader.entry(id);
    const { sha256, width, height } = entry;
    if (sha256 === null || width === null || height === null) continue;
    yield {
      ...{ inspection: id, sha256, path: entry.path, width, height },
      by: correction === null ? 'confirmed' : 'correction',
      modelSha256: entry.model?.sha256 ?? null,
      annotations: await annotations(reader, entry, correction),
    };
  }
}

async function choose(
  reader: SearchReader,
  { filter, allReviewed }: AnnotatedWish,
): Promise<ReadonlyMap<string, Chosen>> {
  const chosen = new Map<string, Chosen>();
  const masks = { masks: false };
  for await (const { id, sha256 } of reader.all({ ...filter, corrected: 'true' }, masks)) {
    const newest = (await reader.corrections(id)).at(-1);
    if (sha256 === null || newest === undefined) continue;
    const known = chosen.get(sha256);
    if (known !== undefined && known.at > newest.at) continue;
    chosen.set(sha256, { id, correction: newest.id, at: newest.at });
  }
  if (!allReviewed) return chosen;
  for await (const row of reader.all({ ...filter, disposition: 'confirmed' }, masks)) {
    const { id, at, sha256 } = row;
    // The newest comes first.
    if (sha256 !== null && !chosen.has(sha256)) chosen.set(sha256, { id, correction: null, at });
  }
  return chosen;
}

async function annotations(
  reader: SearchReader,
  entry: HistoryEntry,
  correction: string | null,
): Promise<readonly Annotation[]> {
  const { id: inspection, detections } = entry;
  const saved = correction === null ? null : await reader.correction({ inspection, correction });
  if (saved === null) return detections.map(annotationOf);
  return annotationsOf(detections, saved.content).map(({ origin: _, ...each }) => each);
}
