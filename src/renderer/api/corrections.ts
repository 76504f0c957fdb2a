import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  CorrectionListSchema,
  type CorrectionSummary,
  CorrectionSummarySchema,
  type NewCorrection,
} from '../../shared/corrections.ts';
import { withBody } from './ask.ts';
import { entryQuery } from './history.ts';
import { ask, queryClient } from './queries.ts';

const pathOf = (id: string): string => `inspections/${encodeURIComponent(id)}/corrections`;

/** What people made of an inspection's detections. */
export const correctionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['corrections', id],
    queryFn: ({ signal }) => ask(pathOf(id), CorrectionListSchema, { signal }),
    networkMode: 'always',
    staleTime: 0,
  });

const AddedSchema = z.object({ added: CorrectionSummarySchema });

/** Keeps a correction; those before it stay. */
export async function saveCorrection(
  id: string,
  correction: NewCorrection,
): Promise<CorrectionSummary> {
  const { added } = await ask(pathOf(id), AddedSchema, withBody('POST', correction));
  await refreshCorrections(id);
  return added;
}

/** Asks anew for what a correction changes. */
export async function refreshCorrections(id: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: entryQuery(id).queryKey }),
    queryClient.invalidateQueries({ queryKey: correctionsQuery(id).queryKey }),
  ]);
}
