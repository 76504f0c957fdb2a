import { describe, expect, it } from 'vitest';
import { verifyLog } from '../../../src/main/log/verify/verify-log.ts';
import type { Comparison } from '../../../src/shared/comparisons.ts';
import type { Inspection } from '../../../src/shared/domain.ts';
import type { HistoryPage } from '../../../src/shared/history.ts';
import type { HistoryEntry } from '../../../src/shared/history-entry.ts';
import { as, FAR, sending } from './people-support.ts';
import { type ApiDouble, apiDouble, upload } from './support.ts';

const MASK2FORMER = 'c'.repeat(64);

/** A station whose YOLO sees a crack, and whose Mask2Former sees nothing as long as it is told so. */
function disagreeing(): Promise<ApiDouble> {
  return apiDouble(async ({ model }) => (model.sha256 === MASK2FORMER ? { detections: [] } : {}));
}

async function inspect({ ask }: ApiDouble, query = ''): Promise<string> {
  const response = await ask(`/api/v1/inspections${query}`, upload('picture', 'gear.jpg'));
  return ((await response.json()) as Inspection).id ?? '';
}

const askOther = ({ ask }: ApiDouble, id: string): Promise<Response> =>
  ask(`/api/v1/inspections/${id}/comparison`, { method: 'POST' });

async function count({ ask }: ApiDouble, filter: string): Promise<number> {
  const page = (await (await ask(`/api/v1/inspections?${filter}`)).json()) as HistoryPage;
  return page.count.count;
}

describe('asking the other model about an inspection', () => {
  it('keeps its verdict and drawing beside it, and counts the part once', async () => {
    const api = await disagreeing();
    const id = await inspect(api, '?model=yolo');
    const { position } = api.services.events.now;
    const response = await askOther(api, id);
    expect(response.status).toBe(200);
    const said = (await response.json()) as Comparison;
    expect(said).toMatchObject({
      ...{ verdict: 'ok', detections: [], picture: 'original' },
      model: { kind: 'mask2former', sha256: MASK2FORMER },
    });
    expect(api.services.events.next(position)?.event).toEqual({
      ...{ kind: 'comparison.added', inspectionId: id, agreement: 'differs', disposition: 'none' },
    });
    const entry = (await (await api.ask(`/api/v1/inspections/${id}`)).json()) as HistoryEntry;
    expect(entry.comparisons).toEqual([said]);
    expect(entry.verdict).toBe('ng');
    expect(await count(api, '')).toBe(1);
    expect(await count(api, 'effective=ng')).toBe(1);
    expect(await count(api, 'effective=ok')).toBe(0);
    expect(verifyLog(api.stationLog.database.path)).toMatchObject({ ok: true, comparisons: 1 });
  });

  it('asks a version once, and another one anew', async () => {
    const api = await disagreeing();
    const id = await inspect(api, '?model=yolo');
    const first = (await (await askOther(api, id)).json()) as Comparison;
    const jobs = api.jobs.length;
    expect(await (await askOther(api, id)).json()).toEqual(first);
    expect(api.jobs).toHaveLength(jobs);
    expect([...api.stationLog.auditTrail.ofKinds(['comparison.added'])]).toHaveLength(1);
    // The other way round it is YOLO that is asked.
    const other = await inspect(api, '?model=mask2former');
    expect(await (await askOther(api, other)).json()).toMatchObject({
      ...{ verdict: 'ng', model: { kind: 'yolo' } },
    });
  });

  it('puts a disagreement before a person, until somebody has spoken of it', async () => {
    const api = await disagreeing();
    const [ng, agreed, review] = [
      await inspect(api, '?model=yolo'),
      await inspect(api, '?model=yolo&confidence=0.95'),
      await inspect(api, '?model=yolo'),
    ];
    expect(await count(api, 'waiting=true')).toBe(0);
    for (const id of [ng, agreed, review]) await askOther(api, id);
    expect(await count(api, 'comparison=differs')).toBe(2);
    expect(await count(api, 'comparison=agrees')).toBe(1);
    expect(await count(api, 'waiting=true')).toBe(2);
    const say = (body: unknown) =>
      api.ask(
        `/api/v1/inspections/${ng}/dispositions`,
        as(api, 'operator', sending('POST', body)),
        FAR,
      );
    const said = (await (await say({ kind: 'confirm' })).json()) as { added: { id: string } };
    expect(await count(api, 'waiting=true')).toBe(1);
    // What a person says is an answer and no disagreement between models.
    expect(await count(api, 'comparison=differs')).toBe(2);
    await say({ kind: 'withdraw', withdraws: said.added.id });
    expect(await count(api, 'waiting=true')).toBe(2);
  });

  it('says why it cannot be asked, and keeps nothing then', async () => {
    const api = await apiDouble(async ({ model }) =>
      model.sha256 === MASK2FORMER ? { sha256: 'e'.repeat(64) } : {},
    );
    const id = await inspect(api, '?model=yolo');
    const changed = await askOther(api, id);
    expect(changed.status).toBe(422);
    expect(await changed.json()).toMatchObject({
      ...{ code: 'COMPARISON_IMPOSSIBLE', detail: expect.stringContaining('another picture now') },
    });
    expect(await count(api, 'comparison=differs')).toBe(0);
    expect((await askOther(api, 'none')).status).toBe(404);
  });
});
