import type { Peer } from '../../../src/main/api/identity.ts';
import { type Actor, STATION_ACTOR } from '../../../src/shared/log.ts';
import type { Person } from '../../../src/shared/people.ts';
import type { Role } from '../../../src/shared/rights.ts';
import type { ApiDouble } from './support.ts';

/** Somewhere on the plant's network. */
export const FAR: Peer = { address: '10.0.0.9' };

export const SECRET = 'correct horse';

/** Puts a person into the log; the secret's hash is none, so that it costs no time. */
export function person({ stationLog }: Pick<ApiDouble, 'stationLog'>, role: Role): Person {
  const found = stationLog.people.findByName(role);
  if (found !== null) return found;
  const added = { id: `id-${role}`, name: role, role, createdAt: new Date().toISOString() };
  stationLog.people.insert(added, 'none');
  return added;
}

/** A request as a signed-in person's script makes it. */
export function as(
  api: Pick<ApiDouble, 'stationLog' | 'services'>,
  role: Role,
  init: RequestInit = {},
): RequestInit {
  const token = api.services.sessions.begin({ personId: person(api, role).id, via: 'api' });
  return { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } };
}

export function sending(method: string, body: unknown): RequestInit {
  return { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** Adds somebody who can really sign in. */
export async function addPerson(
  { services }: Pick<ApiDouble, 'services'>,
  name: string,
  role: Role,
  actor: Actor = STATION_ACTOR,
): Promise<Person> {
  return services.people.add({ name, role, secret: SECRET }, actor);
}
