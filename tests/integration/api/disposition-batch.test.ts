import { describe, expect, it } from 'vitest';
import { verifyLog } from '../../../src/main/log/verify/verify-log.ts';
import { type BatchAnswer, LARGEST_BATCH } from '../../../src/shared/dispositions.ts';
import { newInspection } from '../../support/log/filled-log.ts';
import { as, FAR, sending } from './people-support.ts';
import { type ApiDouble, apiDouble } from './support.ts';

const REASON = 'Not a defect: dirt, oil or light';
const OVERRIDE = { kind: 'override', verdict: 'ok', reason: REASON, remark: 'washed' };

function judged({ stationLog }: ApiDouble, count: number): readonly string[] {
  return Array.from({ length: count }, () => {
    const entry = newInspection(stationLog);
    stationLog.inspections.record(entry);
    return entry.id;
  });
}
const say = (api: ApiDouble, body: unknown, who: 'operator' | 'engineer' = 'operator') =>
  api.ask('/api/v1/dispositions', as(api, who, sending('POST', body)), FAR);

async function said(api: ApiDouble, body: unknown): Promise<BatchAnswer> {
  const response = await say(api, body);
  expect(response.status).toBe(200);
  return (await response.json()) as BatchAnswer;
}
async function count(api: ApiDouble, filter: string): Promise<number> {
  const page = await (await api.ask(`/api/v1/inspections?${filter}`)).json();
  return (page as { count: { count: number } }).count.count;
}

describe('one thing said about many inspections', () => {
  it('is kept of each, found, told in the trail, and taken back as a whole', async () => {
    const api = await apiDouble();
    const inspections = judged(api, 50);
    const { position } = api.services.events.now;
    const { added, refused } = await said(api, { ...OVERRIDE, inspections });
    expect(refused).toEqual([]);
    expect(added.map(({ inspectionId }) => inspectionId)).toEqual(inspections);
    expect(await count(api, 'effective=ok&disposition=overridden&text=washed')).toBe(50);
    expect([...api.stationLog.auditTrail.ofKinds(['disposition.added'])]).toHaveLength(50);
    expect(api.services.events.next(position + 49)?.event).toMatchObject({
      ...{ kind: 'disposition.added', inspectionId: inspections[49], effective: 'ok' },
    });
    const back = await said(api, { kind: 'withdraw', withdraws: added });
    expect(back.added).toHaveLength(50);
    expect(await count(api, 'effective=ng&disposition=none')).toBe(50);
    const verified = verifyLog(api.stationLog.database.path);
    expect(verified.problem).toBeNull();
  });

  it('changes nothing of the ones of which it is refused, and says why', async () => {
    const api = await apiDouble();
    const inspections = judged(api, 3);
    api.stationLog.database.connection.exec(
      "UPDATE inspections SET verdict = 'review' WHERE seq = 2",
    );
    const { added, refused } = await said(api, {
      ...{ kind: 'confirm', inspections: [...inspections, 'none', inspections[0]] },
    });
    expect(added.map(({ inspectionId }) => inspectionId)).toEqual([inspections[0], inspections[2]]);
    expect(refused).toMatchObject([
      { inspectionId: inspections[1], code: 'DISPOSITION_REFUSED' },
      { inspectionId: 'none', code: 'INSPECTION_NOT_FOUND' },
    ]);
    expect(api.services.dispositions.of(inspections[1] ?? '').dispositions).toEqual([]);
  });

  it('where the log fails for one of a slice, is kept of none of that slice and of all others', async () => {
    const api = await apiDouble();
    const inspections = judged(api, 60);
    api.stationLog.database.connection.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON dispositions WHEN NEW.inspection_seq = 30
       BEGIN SELECT RAISE(ABORT, 'no'); END`,
    );
    const { added, refused } = await said(api, { ...OVERRIDE, inspections });
    expect([added.length, refused.length]).toEqual([40, 20]);
    expect(refused.map(({ inspectionId }) => inspectionId)).toEqual(inspections.slice(20, 40));
    expect(await count(api, 'effective=ok')).toBe(40);
  });

  it('nobody takes back what another said', async () => {
    const api = await apiDouble();
    const { added } = await said(api, { ...OVERRIDE, inspections: judged(api, 2) });
    const response = await say(api, { kind: 'withdraw', withdraws: added }, 'engineer');
    const { refused } = (await response.json()) as BatchAnswer;
    expect(refused).toHaveLength(2);
    expect(await count(api, 'effective=ok')).toBe(2);
  });

  it.each([
    { ...OVERRIDE, inspections: [] },
    { ...OVERRIDE, inspections: Array.from({ length: LARGEST_BATCH + 1 }, (_, n) => `${n}`) },
    { ...OVERRIDE, verdict: 'error', inspections: ['a'] },
    { kind: 'override', verdict: 'ok', inspections: ['a'] },
    { kind: 'withdraw', withdraws: [] },
    { kind: 'withdraw', withdraws: ['a'] },
    { inspections: ['a'] },
    null,
  ])('refuses a body like %o', async (body) => {
    expect((await say(await apiDouble(), body)).status).toBe(400);
  });

  it('wants somebody signed in', async () => {
    const api = await apiDouble();
    const body = sending('POST', { kind: 'confirm', inspections: judged(api, 1) });
    expect((await api.ask('/api/v1/dispositions', body, FAR)).status).toBe(401);
  });
});
