import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/shared/people.ts';
import { addPerson, as, FAR, person, SECRET, sending } from './people-support.ts';
import { type ApiDouble, apiDouble, upload } from './support.ts';

const ADMIN = { name: 'Anna Berg', role: 'administrator', secret: SECRET };

async function session(api: ApiDouble, init: RequestInit = {}): Promise<Session> {
  return (await (await api.ask('/api/v1/session', init, FAR)).json()) as Session;
}

function signIn(api: ApiDouble, body: unknown): Promise<Response> {
  return Promise.resolve(api.ask('/api/v1/session', sending('POST', body), FAR));
}

async function code(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code;
}

function audited(api: ApiDouble): readonly string[] {
  const kinds = ['session.signed-in', 'session.refused', 'session.signed-out'] as const;
  return [...api.stationLog.auditTrail.ofKinds(kinds)].map(
    ({ kind, actor }) => `${kind} ${actor.name}`,
  );
}

describe('the first administrator', () => {
  it('is made by who sits at the station, and that closes the door', async () => {
    const api = await apiDouble();
    const before = (await (await api.ask('/api/v1/session')).json()) as Session;
    expect(before).toMatchObject({ person: null, role: 'administrator', setupNeeded: true });
    expect(before.rights).toContain('people');
    const refused = await api.ask(
      '/api/v1/people',
      sending('POST', { ...ADMIN, role: 'operator' }),
    );
    expect([refused.status, await code(refused)]).toEqual([409, 'LAST_ADMINISTRATOR']);
    expect((await api.ask('/api/v1/people', sending('POST', ADMIN))).status).toBe(201);
    const after = (await (await api.ask('/api/v1/session')).json()) as Session;
    expect(after).toMatchObject({ role: 'operator', setupNeeded: false });
    expect((await api.ask('/api/v1/people', sending('POST', ADMIN))).status).toBe(401);
    const [added] = api.stationLog.auditTrail.ofKinds(['person.added']);
    expect(added).toMatchObject({ actor: { name: 'setup' }, payload: { name: 'Anna Berg' } });
    expect(JSON.stringify(added)).not.toContain(SECRET);
  });
});

describe('signing in', () => {
  it('begins a session by a cookie that no script reads, for the page', async () => {
    const api = await apiDouble();
    await addPerson(api, 'Anna', 'administrator');
    const response = await signIn(api, { name: ' anna ', secret: SECRET });
    expect(response.status).toBe(200);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^pitchline_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await response.json()).toMatchObject({ person: { name: 'Anna' }, idleMinutes: 30 });
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect(await session(api, { headers })).toMatchObject({
      person: { name: 'Anna', role: 'administrator' },
    });
    const out = await api.ask('/api/v1/session', { method: 'DELETE', headers }, FAR);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(await out.json()).toMatchObject({ person: null, role: 'operator' });
    expect((await session(api, { headers })).person).toBeNull();
    expect(audited(api)).toEqual(['session.signed-in Anna', 'session.signed-out Anna']);
  });

  it('gives a script a token instead; one that is none is refused, not taken for nobody', async () => {
    const api = await apiDouble();
    await addPerson(api, 'Anna', 'administrator');
    const response = await signIn(api, { name: 'Anna', secret: SECRET, token: true });
    expect(response.headers.get('set-cookie')).toBeNull();
    const { token } = (await response.json()) as Session;
    const bearer = (text = ''): RequestInit => ({ headers: { authorization: `Bearer ${text}` } });
    expect((await session(api, bearer(token))).person?.name).toBe('Anna');
    const wrong = await api.ask('/api/v1/session', bearer('x'.repeat(43)), FAR);
    expect([wrong.status, await code(wrong)]).toEqual([401, 'SIGN_IN_NEEDED']);
  });

  it('does not tell whether a name exists, and keeps failures in the trail, never a secret', async () => {
    const api = await apiDouble();
    await addPerson(api, 'Anna', 'administrator');
    const wrong = await signIn(api, { name: 'Anna', secret: 'wrong secret' });
    const nobody = await signIn(api, { name: 'my-password', secret: 'wrong secret' });
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await nobody.text());
    expect(audited(api)).toEqual(['session.refused Anna', 'session.refused unknown']);
    const trail = JSON.stringify(
      (
        await api.stationLog.auditTrail.page({
          ...{ before: null, limit: 50, kinds: [], person: null, text: null },
        })
      ).entries,
    );
    expect(trail).not.toMatch(/my-password|wrong secret/);
  });

  it('makes who guesses wait, also with the right one then', async () => {
    const api = await apiDouble();
    await addPerson(api, 'Anna', 'administrator');
    const guesses = await Promise.all(
      Array.from({ length: 8 }, (_, index) => signIn(api, { name: 'Anna', secret: `${index}` })),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    const held = await signIn(api, { name: 'Anna', secret: SECRET });
    expect([held.status, await code(held)]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    api.clock.ms += 2_000;
    expect((await signIn(api, { name: 'Anna', secret: SECRET })).status).toBe(200);
  });

  it.each([
    { name: 'Anna' },
    { name: '', secret: 'x' },
    { name: 'Anna', secret: 'x', role: 'administrator' },
    { name: 'Anna', secret: 'x'.repeat(201) },
    ['Anna'],
    'Anna',
  ])('refuses %j', async (body) => {
    const api = await apiDouble();
    const response = await signIn(api, body);
    expect([response.status, await code(response)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('ends after the minutes of the setting without a request', async () => {
    const api = await apiDouble();
    person(api, 'administrator');
    const init = as(api, 'operator');
    const minute = 60_000;
    const status = async (later: number, headers = {}): Promise<number> => {
      api.clock.ms += later * minute;
      return (await api.ask('/api/v1/session', { headers: { ...init.headers, ...headers } }))
        .status;
    };
    expect(await status(29)).toBe(200);
    expect(await status(29, { 'pitchline-background': 'true' })).toBe(200);
    expect(await status(2)).toBe(401);
  });

  it('ends sessions of somebody whose role, PIN or name is taken away', async () => {
    const api = await apiDouble();
    person(api, 'administrator');
    const engineer = as(api, 'engineer');
    const { id } = person(api, 'engineer');
    const change = sending('PATCH', { role: 'operator' });
    expect((await api.ask(`/api/v1/people/${id}`, as(api, 'administrator', change))).status).toBe(
      200,
    );
    expect((await api.ask('/api/v1/session', engineer)).status).toBe(401);
    const again = as(api, 'engineer');
    const removal = as(api, 'administrator', { method: 'DELETE' });
    expect((await api.ask(`/api/v1/people/${id}`, removal)).status).toBe(200);
    expect((await api.ask('/api/v1/session', again)).status).toBe(401);
    expect(
      (await api.ask(`/api/v1/people/${id}`, as(api, 'administrator', { method: 'DELETE' })))
        .status,
    ).toBe(404);
  });

  it('lets people change their own PIN, who know the old one', async () => {
    const api = await apiDouble();
    await addPerson(api, 'Anna', 'administrator');
    const change = async (secret: string, newSecret: string): Promise<Response> => {
      const { token } = (await (
        await signIn(api, { name: 'Anna', secret: SECRET, token: true })
      ).json()) as Session;
      const init = sending('PUT', { secret, newSecret });
      const headers = { ...init.headers, authorization: `Bearer ${token}` };
      return api.ask('/api/v1/session/secret', { ...init, headers }, FAR);
    };
    expect((await change('wrong', 'a new long one')).status).toBe(401);
    expect((await change(SECRET, 'short')).status).toBe(422);
    expect((await change(SECRET, 'a new long one')).status).toBe(200);
    expect((await signIn(api, { name: 'Anna', secret: SECRET })).status).toBe(401);
    expect((await signIn(api, { name: 'Anna', secret: 'a new long one' })).status).toBe(200);
  });
});

describe('people', () => {
  it('keep one administrator, names that differ, and secrets long enough for their role', async () => {
    const api = await apiDouble();
    const { id } = person(api, 'administrator');
    const ask = async (method: string, path: string, body?: unknown): Promise<string> => {
      const init = body === undefined ? { method } : sending(method, body);
      const response = await api.ask(`/api/v1/people${path}`, as(api, 'administrator', init));
      return response.ok ? `${response.status}` : code(response);
    };
    const ben = { name: 'Ben', role: 'operator', secret: '4711' };
    expect(await ask('POST', '', ben)).toBe('201');
    expect(await ask('POST', '', { ...ben, name: 'BEN' })).toBe('PERSON_EXISTS');
    expect(await ask('POST', '', { ...ben, name: 'C', secret: '471' })).toBe('SECRET_TOO_SHORT');
    expect(await ask('POST', '', { ...ben, name: 'C', role: 'engineer' })).toBe('SECRET_TOO_SHORT');
    expect(await ask('POST', '', { ...ben, name: 'C', role: 'boss' })).toBe('BAD_REQUEST');
    expect(await ask('DELETE', `/${id}`)).toBe('LAST_ADMINISTRATOR');
    expect(await ask('PATCH', `/${id}`, { role: 'operator' })).toBe('LAST_ADMINISTRATOR');
    expect(await ask('PATCH', `/${id}`, {})).toBe('BAD_REQUEST');
    expect(await ask('PATCH', '/nobody', { role: 'operator' })).toBe('PERSON_NOT_FOUND');
    const benId = api.stationLog.people.findByName('ben')?.id ?? '';
    expect(await ask('PATCH', `/${benId}`, { role: 'administrator' })).toBe('SECRET_TOO_SHORT');
    expect(await ask('PATCH', `/${benId}`, { role: 'administrator', secret: SECRET })).toBe('200');
    expect(await ask('DELETE', `/${benId}`)).toBe('200');
    expect(await ask('POST', '', ben)).toBe('201');
    expect(api.stationLog.people.list().map(({ name }) => name)).toEqual(['administrator', 'Ben']);
    const kinds = ['person.added', 'person.changed', 'person.removed'] as const;
    const trail = [...api.stationLog.auditTrail.ofKinds(kinds)].map(({ kind }) => kind);
    expect(trail).toEqual(['person.added', 'person.changed', 'person.removed', 'person.added']);
  });

  it('are in the row of what they had judged', async () => {
    const api = await apiDouble();
    const { id } = person(api, 'operator');
    const sent = upload();
    const form = new Response(sent.body);
    const headers = { 'content-type': form.headers.get('content-type') ?? '' };
    const init = { method: 'POST', body: await form.arrayBuffer(), headers };
    const judged = await api.ask('/api/v1/inspections', as(api, 'operator', init), FAR);
    expect(judged.status).toBe(200);
    const rows = api.stationLog.database.connection
      .prepare('SELECT person_id, source FROM inspections')
      .all();
    expect(rows).toEqual([{ person_id: id, source: 'api' }]);
  });
});
