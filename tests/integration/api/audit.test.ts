import { expect, it } from 'vitest';
import type { AuditEntry } from '../../../src/shared/log.ts';
import { as, sending } from './people-support.ts';
import { type ApiDouble, apiDouble } from './support.ts';

interface Page {
  readonly entries: readonly AuditEntry[];
  readonly next: number | null;
}

async function audit(api: ApiDouble, query = ''): Promise<Page> {
  const response = await api.ask(`/api/v1/audit${query}`, as(api, 'engineer'));
  expect(response.status).toBe(200);
  return (await response.json()) as Page;
}

function appendMany(api: ApiDouble, count: number): void {
  const actor = { personId: 'id-anna', name: 'Anna', via: 'page' } as const;
  api.stationLog.database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      api.stationLog.audit.append('folder.changed', actor, { folder: `F${index}` });
    }
  });
}

it('is read in pages, the newest first, each row once', async () => {
  const api = await apiDouble();
  appendMany(api, 120);
  const rows: number[] = [];
  let next: number | null = null;
  do {
    const page: Page = await audit(api, `?limit=50${next === null ? '' : `&before=${next}`}`);
    rows.push(...page.entries.map(({ seq }) => seq));
    next = page.next;
    // What comes in meanwhile does not shift pages.
    appendMany(api, 3);
  } while (next !== null);
  const { length } = rows;
  expect(rows).toEqual(Array.from({ length }, (_, index) => length - index));
  expect(length).toBeGreaterThan(120);
});

it('is filtered by kind, person and text, over more rows than are looked at in a go', async () => {
  const api = await apiDouble();
  appendMany(api, 1);
  api.services.settings.change(
    { lineName: 'Straße 3' },
    {
      ...{ personId: 'id-ben', name: 'Ben', via: 'api' },
    },
  );
  appendMany(api, 4_500);
  const only = async (query: string): Promise<readonly string[]> =>
    (await audit(api, query)).entries.map(({ kind }) => kind);
  expect(await only('?kind=settings.changed,person.added')).toEqual(['settings.changed']);
  expect(await only('?person=ben')).toEqual(['settings.changed']);
  expect(await only('?person=id-ben')).toEqual(['settings.changed']);
  expect(await only('?text=straße')).toEqual(['settings.changed']);
  expect(await only('?text=f4499')).toEqual(['folder.changed']);
  expect(await only('?text=nowhere')).toEqual([]);
  expect(await only('?person=anna&limit=3')).toHaveLength(3);
});

it.each(['?kind=nothing', '?limit=0', '?limit=501', '?before=x', '?text='])(
  'refuses %s',
  async (query) => {
    const api = await apiDouble();
    expect((await api.ask(`/api/v1/audit${query}`, as(api, 'engineer'))).status).toBe(400);
  },
);

it('verifies the whole log on a thread, names what is wrong, and knows a head again', async () => {
  const api = await apiDouble();
  appendMany(api, 5);
  const verify = async (body: unknown): Promise<Record<string, unknown>> => {
    const response = await api.ask(
      '/api/v1/audit/verify',
      as(api, 'engineer', sending('POST', body)),
    );
    return (await response.json()) as Record<string, unknown>;
  };
  const good = await verify({});
  expect(good).toMatchObject({ ok: true, head: api.stationLog.audit.head().hash });
  expect(await verify({ head: good.head })).toMatchObject({ ok: true });
  expect(await verify({ head: 'f'.repeat(64) })).toMatchObject({
    ok: false,
    problem: { check: 'head' },
  });
  expect(await verify({ head: 'short' })).toMatchObject({ code: 'BAD_REQUEST' });
  api.stationLog.database.connection.exec(
    `UPDATE audit SET payload = replace(payload, 'F2', 'F7')`,
  );
  const { seq } = (await audit(api, '?text=f7')).entries[0] ?? {};
  expect(await verify({})).toMatchObject({ ok: false, problem: { table: 'audit', row: seq } });
});
