import { describe, expect, it } from 'vitest';
import type { SavedFilter } from '../../../src/shared/saved-filters.ts';
import { as, FAR, sending } from './people-support.ts';
import { type ApiDouble, apiDouble } from './support.ts';

type Who = 'operator' | 'engineer' | null;

const PATH = '/api/v1/saved-filters';
const ask = (api: ApiDouble, who: Who, path: string, init: RequestInit = {}): Promise<Response> =>
  api.ask(path, who === null ? init : as(api, who, init), FAR);

async function save(api: ApiDouble, who: Who, body: unknown): Promise<SavedFilter> {
  const response = await ask(api, who, PATH, sending('POST', body));
  expect(response.status).toBe(201);
  return (await response.json()) as SavedFilter;
}
async function names(api: ApiDouble, who: Who): Promise<readonly string[]> {
  const { filters } = (await (await ask(api, who, PATH)).json()) as { filters: SavedFilter[] };
  return filters.map(({ name, mayChange }) => (mayChange ? name : `(${name})`));
}

describe('saved filters', () => {
  it('are one person’s, or everybody’s where an engineer saved them so', async () => {
    const api = await apiDouble();
    await save(api, 'operator', { name: 'mine', query: 'effective=ng' });
    await save(api, 'engineer', { name: 'Night shift', query: 'period=yesterday', forAll: true });
    expect(await names(api, 'operator')).toEqual(['mine', '(Night shift)']);
    expect(await names(api, 'engineer')).toEqual(['Night shift']);
    expect(await names(api, null)).toEqual(['(Night shift)']);
  });

  it('are renamed, deleted, and saved again by what the deletion answered', async () => {
    const api = await apiDouble();
    const { id } = await save(api, 'operator', { name: 'mine', query: 'effective=ng' });
    const renamed = await ask(api, 'operator', `${PATH}/${id}`, sending('PATCH', { name: 'B' }));
    expect(await renamed.json()).toMatchObject({ id, name: 'B', query: 'effective=ng' });
    const gone = await ask(api, 'operator', `${PATH}/${id}`, { method: 'DELETE' });
    const { name, query, forAll } = (await gone.json()) as SavedFilter;
    expect(await names(api, 'operator')).toEqual([]);
    await save(api, 'operator', { name, query, forAll });
    expect(await names(api, 'operator')).toEqual(['B']);
  });

  it('say by its code why the log takes no change, also at a deletion', async () => {
    const api = await apiDouble();
    const { id } = await save(api, 'operator', { name: 'mine', query: 'effective=ng' });
    api.stationLog.database.connection.pragma('query_only = ON');
    const refused = await ask(api, 'operator', `${PATH}/${id}`, { method: 'DELETE' });
    api.stationLog.database.connection.pragma('query_only = OFF');
    expect(await refused.json()).toMatchObject({ code: 'LOG_NOT_WRITABLE' });
    expect(await names(api, 'operator')).toEqual(['mine']);
  });

  it('of others are not to be seen, changed or deleted', async () => {
    const api = await apiDouble();
    const own = await save(api, 'engineer', { name: 'mine', query: 'effective=ng' });
    const all = await save(api, 'engineer', { name: 'all', query: 'effective=ng', forAll: true });
    for (const [id, status] of [
      [own.id, 404],
      [all.id, 403],
      ['none', 404],
    ] as const) {
      const path = `${PATH}/${id}`;
      expect((await ask(api, 'operator', path, { method: 'DELETE' })).status).toBe(status);
      const renamed = await ask(api, 'operator', path, sending('PATCH', { name: 'x' }));
      expect(renamed.status).toBe(status);
    }
    expect(await names(api, 'engineer')).toEqual(['all', 'mine']);
  });

  it.each([
    ['operator', { name: 'all', query: 'effective=ng', forAll: true }, 403],
    [null, { name: 'mine', query: 'effective=ng' }, 401],
    ['operator', { name: ' TAKEN ', query: 'effective=ng' }, 409],
    ['operator', { name: ' ', query: 'effective=ng' }, 400],
    ['operator', { name: 'x'.repeat(61), query: 'effective=ng' }, 400],
    ['operator', { name: 'a', query: '' }, 400],
    ['operator', { name: 'a', query: 'text=two words' }, 400],
    ['operator', { name: 'a', query: `text=${'x'.repeat(2_000)}` }, 400],
    ['operator', { name: 'a', query: 'effective=ng', owner: 'p' }, 400],
  ] as const)('%s may not save %j', async (who, body, status) => {
    const api = await apiDouble();
    await save(api, 'operator', { name: 'taken', query: 'effective=ng' });
    const response = await ask(api, who, PATH, sending('POST', body));
    expect(response.status).toBe(status);
    expect(((await response.json()) as { detail: string }).detail.length).toBeGreaterThan(20);
  });

  it('of a station without people are everybody’s', async () => {
    const api = await apiDouble();
    const body = { name: 'all', query: 'effective=ng', forAll: true };
    expect((await api.ask(PATH, sending('POST', body))).status).toBe(201);
    expect(await names(api, null)).toEqual(['(all)']);
  });
});
