import { queryOptions, useQuery } from '@tanstack/react-query';
import { SessionSchema } from '../../shared/people.ts';
import type { Right } from '../../shared/rights.ts';
import { ask } from './queries.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => ask('session', SessionSchema, { signal }),
  networkMode: 'always',
});

/** Whether the person at the page may do something; null until the station has said. */
export function useRight(right: Right): boolean | null {
  const { data } = useQuery(sessionQuery);
  return data === undefined ? null : data.rights.includes(right);
}
