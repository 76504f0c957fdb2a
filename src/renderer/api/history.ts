import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { HistoryPageSchema } from '../../shared/history.ts';
import { HistoryEntrySchema } from '../../shared/history-entry.ts';
import { ReplaySchema } from '../../shared/replay.ts';
import { toProblem } from './problem.ts';
import { ask } from './queries.ts';

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

/** Everything that the log knows of one inspection. */
export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['inspection', id],
    queryFn: ({ signal }) =>
      ask(`inspections/${encodeURIComponent(id)}`, HistoryEntrySchema, { signal }),
    networkMode: 'always',
  });

export function replay(id: string): Promise<ReturnType<typeof ReplaySchema.parse>> {
  return ask(`inspections/${encodeURIComponent(id)}/replay`, ReplaySchema, { method: 'POST' });
}

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
