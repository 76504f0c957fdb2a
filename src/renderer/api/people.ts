import { queryOptions } from '@tanstack/react-query';
import {
  type NewPerson,
  PeopleSchema,
  type PersonChange,
  PersonSchema,
} from '../../shared/people.ts';
import { withBody } from './ask.ts';
import { ask, queryClient, SESSION_KEY } from './queries.ts';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => ask('people', PeopleSchema, { signal }),
  networkMode: 'always',
});

export async function addPerson(person: NewPerson): Promise<void> {
  await ask('people', PersonSchema, withBody('POST', person));
  await refresh();
}

export async function changePerson(id: string, change: PersonChange): Promise<void> {
  await ask(`people/${encodeURIComponent(id)}`, PersonSchema, withBody('PATCH', change));
  await refresh();
}

export async function removePerson(id: string): Promise<void> {
  await ask(`people/${encodeURIComponent(id)}`, PersonSchema, { method: 'DELETE' });
  await refresh();
}

/** Who may do what may have changed for the person at the page too. */
async function refresh(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: SESSION_KEY }),
    queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  ]);
}
