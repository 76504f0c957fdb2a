import { queryOptions } from '@tanstack/react-query';
import { LicencesSchema } from '../../shared/licences.ts';

/** Written by the build beside the page. */
export const licencesQuery = queryOptions({
  queryKey: ['licences'],
  queryFn: async ({ signal }) => {
    const response = await fetch('/licences.json', { signal });
    return LicencesSchema.parse(await response.json());
  },
  networkMode: 'always',
  staleTime: Number.POSITIVE_INFINITY,
});
