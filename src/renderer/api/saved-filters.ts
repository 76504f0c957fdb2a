import { queryOptions } from '@tanstack/react-query';
import {
  type NewSavedFilter,
  type SavedFilter,
  SavedFilterSchema,
  SavedFiltersSchema,
} from '../../shared/saved-filters.ts';
import { withBody } from './ask.ts';
import { ask } from './queries.ts';

/** Everybody's, and those of who is signed in. */
export const savedFiltersQuery = queryOptions({
  queryKey: ['saved-filters'],
  queryFn: ({ signal }) => ask('saved-filters', SavedFiltersSchema, { signal }),
  networkMode: 'always',
  // Somebody else may sign in.
  staleTime: 0,
});

export function saveFilter(filter: NewSavedFilter): Promise<SavedFilter> {
  return ask('saved-filters', SavedFilterSchema, withBody('POST', filter));
}

export function renameFilter(id: string, name: string): Promise<SavedFilter> {
  const path = `saved-filters/${encodeURIComponent(id)}`;
  return ask(path, SavedFilterSchema, withBody('PATCH', { name }));
}

export function removeFilter(id: string): Promise<SavedFilter> {
  return ask(`saved-filters/${encodeURIComponent(id)}`, SavedFilterSchema, { method: 'DELETE' });
}
