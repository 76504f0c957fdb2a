import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../../src/shared/dispositions.ts';
import type { Inspection } from '../../../src/shared/domain.ts';
import type { Effective } from '../../../src/shared/history.ts';
import { as, FAR, sending } from './people-support.ts';
import { type ApiDouble, apiDouble, upload } from './support.ts';

type Answer = Effective & { dispositions: readonly Disposition[]; added: Disposition };

const REASON = 'Not a defect: dirt, oil or light';

async function judged(): Promise<{ api: ApiDouble; id: string }> {
  const api = await apiDouble();
  const answer = await api.ask('/api/v1/inspections', upload());
  const { id, verdict } = (await answer.json()) as Inspection;
  expect(verdict).toBe('ng');
  return { api, id: id ?? '' };
}

type Who = 'operator' | 'engineer' | 'administrator';

async function say(api: ApiDouble, id: string, who: Who, body: unknown): Promise<Response> {
  const init = as(api, who, sending('POST', body));
  return api.ask(`/api/v1/inspections/${id}/dispositions`, init, FAR);
}

async function said(api: ApiDouble, id: string, who: Who, body: unknown): Promise<Answer> {
  const response = await say(api, id, who, body);
  expect(response.status).toBe(201);
  return (await response.json()) as Answer;
}

describe('dispositions', () => {
  it('append, with who and why; people who disagree are both kept', async () => {
    const { api, id } = await judged();
    const { position } = api.services.events.now;
    const first = await said(api, id, 'operator', { kind: 'confirm' });
    expect(first).toMatchObject({ effective: 'ng', disposition: 'confirmed' });
    const override = { kind: 'override', verdict: 'ok', reason: REASON, remark: ' wiped off ' };
    const second = await said(api, id, 'engineer', override);
    expect(second).toMatchObject({
      ...{ effective: 'ok', disposition: 'disputed' },
      added: { kind: 'override', verdict: 'ok', reason: REASON, remark: 'wiped off' },
    });
    const all = (await (await api.ask(`/api/v1/inspections/${id}/dispositions`)).json()) as Answer;
    expect(all.dispositions.map(({ personName, verdict }) => [personName, verdict])).toEqual([
      ['operator', 'ng'],
      ['engineer', 'ok'],
    ]);
    expect(api.services.events.next(position + 1)?.event).toEqual({
      ...{ kind: 'disposition.added', inspectionId: id, dispositionId: second.added.id },
      ...{ effective: 'ok', disposition: 'disputed' },
    });
  });

  it('are found by the search from then on', async () => {
    const { api, id } = await judged();
    await said(api, id, 'engineer', {
      ...{ kind: 'override', verdict: 'ok', reason: REASON, remark: 'Schmiernippel' },
    });
    for (const filter of ['effective=ok', 'disposition=overridden', 'text=schmier']) {
      const page = await (await api.ask(`/api/v1/inspections?${filter}`)).json();
      expect(page).toMatchObject({ rows: [{ id, effective: 'ok' }] });
    }
    const page = await (await api.ask('/api/v1/inspections?effective=ng')).json();
    expect(page).toMatchObject({ rows: [] });
  });

  it('are in the audit trail, whole, in the same transaction', async () => {
    const { api, id } = await judged();
    const { added } = await said(api, id, 'operator', { kind: 'confirm', remark: 'crack at 3' });
    const rows = [...api.stationLog.auditTrail.ofKinds(['disposition.added'])];
    expect(rows).toMatchObject([
      { actor: { name: 'operator', via: 'api' }, payload: { inspection: id, ...added } },
    ]);
    api.stationLog.database.connection.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect((await say(api, id, 'engineer', { kind: 'confirm' })).status).toBe(500);
    expect(api.services.dispositions.of(id).dispositions).toEqual([added]);
  });

  it('are taken back by a further one, by who said it only', async () => {
    const { api, id } = await judged();
    const { added } = await said(api, id, 'operator', {
      ...{ kind: 'override', verdict: 'ok', reason: REASON },
    });
    const withdraw = { kind: 'withdraw', withdraws: added.id, remark: 'wrong part' };
    expect((await say(api, id, 'engineer', withdraw)).status).toBe(422);
    const back = await said(api, id, 'operator', withdraw);
    expect(back).toMatchObject({ effective: 'ng', disposition: 'none' });
    expect(back.dispositions).toHaveLength(2);
    expect((await say(api, id, 'operator', withdraw)).status).toBe(422);
    const again = { kind: 'withdraw', withdraws: back.added.id };
    expect((await say(api, id, 'operator', again)).status).toBe(422);
  });

  it.each([
    [{ kind: 'override', verdict: 'ok' }, 400],
    [{ kind: 'override', verdict: 'error', reason: REASON }, 400],
    [{ kind: 'override', verdict: 'ok', reason: 'because' }, 422],
    [{ kind: 'confirm', verdict: 'ok' }, 400],
    [{ kind: 'withdraw' }, 400],
    [{ kind: 'withdraw', withdraws: 'x' }, 422],
    [{ kind: 'confirm', remark: 'x'.repeat(2_001) }, 400],
    [{}, 400],
    [null, 400],
  ])('refuses %j', async (body, status) => {
    const { api, id } = await judged();
    expect((await say(api, id, 'operator', body)).status).toBe(status);
    expect(api.services.dispositions.of(id).dispositions).toEqual([]);
  });

  it('wants somebody signed in, an inspection that there is, and a decision on a review', async () => {
    const { api, id } = await judged();
    await said(api, id, 'operator', { kind: 'confirm' });
    const path = `/api/v1/inspections/${id}/dispositions`;
    expect((await api.ask(path, sending('POST', { kind: 'confirm' }), FAR)).status).toBe(401);
    expect((await say(api, 'none', 'operator', { kind: 'confirm' })).status).toBe(404);
    api.stationLog.database.connection.exec("UPDATE inspections SET verdict = 'review'");
    const refused = await say(api, id, 'engineer', { kind: 'confirm' });
    expect(((await refused.json()) as { detail: string }).detail).toContain('override it');
  });

  it('by whoever sits at a station without people have no person', async () => {
    const { api, id } = await judged();
    const path = `/api/v1/inspections/${id}/dispositions`;
    const response = await api.ask(path, sending('POST', { kind: 'confirm' }));
    expect(((await response.json()) as Answer).added).toMatchObject({
      ...{ personId: null, personName: 'setup' },
    });
  });
});
