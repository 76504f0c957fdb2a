import { type Comparison, ComparisonSchema } from '../../shared/comparisons.ts';
import { entryQuery } from './history.ts';
import { ask, queryClient } from './queries.ts';

/** Asks the live model of the other kind; the same version is asked once. */
export async function compareModels(inspectionId: string): Promise<Comparison> {
  const path = `inspections/${encodeURIComponent(inspectionId)}/comparison`;
  const comparison = await ask(path, ComparisonSchema, { method: 'POST' });
  await queryClient.invalidateQueries({ queryKey: entryQuery(inspectionId).queryKey });
  return comparison;
}
