import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { type ExportFormat, seqRanges } from '../../shared/export/wish.ts';
import { HistoryPageSchema, LARGEST_PAGE } from '../../shared/history.ts';
import { HistoryEntrySchema } from '../../shared/history-entry.ts';
import { RecipeChangeSchema } from '../../shared/recipes/revision.ts';
import { ReplaySchema } from '../../shared/replay.ts';
import { toProblem } from './problem.ts';
import { ask, send } from './queries.ts';

/** Rows that are asked for at first, to be there at once, and of each page after. */
const FIRST_PAGE = 100;
const NEXT_PAGE = 200;

/**
 * A page of inspections, newest first.
 *
 * @param filter as the station's query string has it
 * @param cursor `next` of the page before; null for the newest
 */
export async function historyPage(
  filter: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<ReturnType<typeof HistoryPageSchema.parse>> {
  const query = new URLSearchParams(filter);
  query.set('limit', String(cursor === null ? FIRST_PAGE : NEXT_PAGE));
  if (cursor !== null) query.set('cursor', cursor);
  return ask(`inspections?${query}`, HistoryPageSchema, { signal: signal ?? null });
}

const DiffSchema = z.object({ changes: z.array(RecipeChangeSchema) });

const IdPageSchema = z.object({
  rows: z.array(z.object({ id: z.string() })),
  next: z.string().nullable(),
});

/** The ids of all that meet the conditions now, newest first. */
export async function matchingIds(filter: string, signal: AbortSignal): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query: URLSearchParams = new URLSearchParams(filter);
    query.set('limit', String(LARGEST_PAGE));
    if (cursor !== null) query.set('cursor', cursor);
    const page: z.infer<typeof IdPageSchema> = await ask(`inspections?${query}`, IdPageSchema, {
      signal,
    });
    for (const { id } of page.rows) ids.push(id);
    cursor = page.next;
  } while (cursor !== null);
  return ids;
}

/** Where the list can be had as a file. */
export function exportOf(
  what: { readonly filter: string } | { readonly seqs: readonly number[] },
  format: ExportFormat,
  forExcel: boolean,
): string {
  const query = 'filter' in what ? new URLSearchParams(what.filter) : new URLSearchParams();
  if ('seqs' in what) query.set('seqs', seqRanges(what.seqs));
  query.set('format', format);
  if (forExcel) query.set('bom', 'true');
  return `/api/v1/inspections/export?${query}`;
}

/** Everything that the log knows of one inspection. */
export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['inspection', id],
    queryFn: ({ signal }) =>
      ask(`inspections/${encodeURIComponent(id)}`, HistoryEntrySchema, { signal }),
    networkMode: 'always',
  });

/** The picture of an inspection as it was kept. @throws RequestError; AbortError when broken off */
export async function keptPicture(id: string, signal: AbortSignal): Promise<Blob> {
  return (await send(`inspections/${encodeURIComponent(id)}/picture`, { signal })).blob();
}

export function replay(id: string): Promise<ReturnType<typeof ReplaySchema.parse>> {
  return ask(`inspections/${encodeURIComponent(id)}/replay`, ReplaySchema, { method: 'POST' });
}

/** What changed between two revisions of a recipe, which never change themselves. */
export const recipeDiffQuery = (name: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['recipe-diff', name, from, to],
    queryFn: ({ signal }) =>
      ask(`recipes/${encodeURIComponent(name)}/diff?from=${from}&to=${to}`, DiffSchema, { signal }),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Why a picture cannot be had, in the station's words; null where it can. */
export const pictureProblemQuery = (id: string) =>
  queryOptions({
    queryKey: ['picture-problem', id],
    queryFn: ({ signal }) =>
      ask(`inspections/${encodeURIComponent(id)}/picture?max=16`, z.unknown(), { signal }).then(
        () => null,
        toProblem,
      ),
    networkMode: 'always',
  });

/** @param max longest side in pixels; without it the picture as it is kept */
export function pictureOf(id: string, max?: number): string {
  const url = `/api/v1/inspections/${encodeURIComponent(id)}/picture`;
  return max === undefined ? url : `${url}?max=${max}`;
}
