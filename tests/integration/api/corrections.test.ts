import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyLog } from '../../../src/main/log/verify/verify-log.ts';
import type { Correction, CorrectionList } from '../../../src/shared/corrections.ts';
import type { Inspection } from '../../../src/shared/domain.ts';
import { fromBitmap, toCocoMask } from '../../../src/shared/masks/index.ts';
import { as, FAR, sending } from './people-support.ts';
import { type ApiDouble, apiDouble, upload } from './support.ts';

const MASK = toCocoMask(fromBitmap(new Uint8Array(12).fill(1), 4, 3, 40, 30), 54, 72);
const KEPT = { detections: [{ change: 'kept', detection: 0 }], added: [] };
const DRAWN = {
  detections: [{ change: 'deleted', detection: 0 }],
  added: [{ className: 'fold', box: [40, 30, 44, 33], mask: MASK }],
};

async function judged(): Promise<{ api: ApiDouble; id: string; path: string }> {
  const api = await apiDouble();
  const answer = await api.ask('/api/v1/inspections', upload());
  const { id } = (await answer.json()) as Inspection;
  return { api, id: id ?? '', path: `/api/v1/inspections/${id}/corrections` };
}

function save(api: ApiDouble, path: string, body: unknown): Promise<Response> {
  return api.ask(path, as(api, 'operator', sending('POST', body)), FAR);
}

async function saved(api: ApiDouble, path: string, body: unknown): Promise<Correction> {
  const response = await save(api, path, body);
  expect(response.status).toBe(201);
  return ((await response.json()) as { added: Correction }).added;
}

async function listed(api: ApiDouble, path: string): Promise<CorrectionList> {
  return (await (await api.ask(path, {}, FAR)).json()) as CorrectionList;
}

describe('corrections', () => {
  it('append, with who and why, and change nothing of the inspection', async () => {
    const { api, id, path } = await judged();
    const before = await (await api.ask(`/api/v1/inspections/${id}`)).json();
    const { position } = api.services.events.now;
    const first = await saved(api, path, { ...DRAWN, remark: ' it is a fold ' });
    expect(first).toMatchObject({
      ...{ kept: 0, deleted: 1, changed: 0, added: 1, remark: 'it is a fold' },
      ...{ personId: 'id-operator', personName: 'operator' },
    });
    expect(api.services.events.next(position)?.event).toEqual({
      ...{ kind: 'correction.added', inspectionId: id, correctionId: first.id },
    });
    const second = await saved(api, path, { ...KEPT, after: first.id });
    const { corrections, latest } = await listed(api, path);
    expect(corrections).toEqual([first, second]);
    expect(latest).toEqual({ ...second, content: KEPT });
    const older = await (await api.ask(`${path}/${first.id}`)).json();
    expect(older).toEqual({ ...first, content: DRAWN });
    const after = (await (await api.ask(`/api/v1/inspections/${id}`)).json()) as object;
    expect(after).toEqual({ ...(before as object), corrected: true });
  });

  it('are found by the search from then on', async () => {
    const { api, id, path } = await judged();
    const search = async (): Promise<unknown> =>
      (await api.ask('/api/v1/inspections?corrected=true')).json();
    expect(await search()).toMatchObject({ rows: [] });
    await saved(api, path, DRAWN);
    expect(await search()).toMatchObject({ rows: [{ id, corrected: true }] });
    expect((await api.ask('/api/v1/inspections?corrected=no')).status).toBe(400);
  });

  it('are in the audit trail by their sha256, in the same transaction; verifying sees a change', async () => {
    const { api, id, path } = await judged();
    const { connection } = api.stationLog.database;
    const { id: correction, ...rest } = await saved(api, path, DRAWN);
    const [row] = [...api.stationLog.auditTrail.ofKinds(['correction.added'])];
    const document = connection.prepare('SELECT document FROM corrections').pluck().get() as string;
    const sha256 = createHash('sha256').update(document).digest('hex');
    expect(row).toMatchObject({
      actor: { name: 'operator', via: 'api' },
      payload: { inspection: id, id: correction, ...rest, sha256 },
    });
    const verified = () => verifyLog(api.stationLog.database.path);
    expect(verified()).toMatchObject({ ok: true, corrections: 1 });
    connection.exec(`UPDATE corrections SET document = replace(document, 'fold', 'hole')`);
    expect(verified()).toMatchObject({
      ok: false,
      problem: { check: 'correction', table: 'corrections', row: 1, id: correction },
    });
    connection.exec('DELETE FROM corrections');
    expect(verified().problem?.message).toContain('Correction 1 is missing');
    connection.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect((await save(api, path, DRAWN)).status).toBe(500);
    expect((await listed(api, path)).corrections).toEqual([]);
  });

  it('do not pass over one in between, unless that is what is wanted', async () => {
    const { api, path } = await judged();
    const first = await saved(api, path, { ...DRAWN, after: null });
    const refused = await save(api, path, { ...KEPT, after: null });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'CORRECTION_OUTDATED' });
    await saved(api, path, { ...KEPT, after: first.id });
    await saved(api, path, KEPT);
    expect((await listed(api, path)).corrections).toHaveLength(3);
  });

  const withAdded = (...added: readonly unknown[]): unknown => ({ ...KEPT, added });
  const withMask = (mask: unknown): unknown =>
    withAdded({ className: 'a', box: [1, 1, 2, 2], mask });

  it.each([
    ['an empty object', {}, 400],
    ['null', null, 400],
    ['a list', [], 400],
    ['a detection left out', { ...KEPT, detections: [] }, 422],
    [
      'a detection that is not there',
      { ...KEPT, detections: [{ change: 'kept', detection: 7 }] },
      422,
    ],
    [
      'detections without end',
      { ...KEPT, detections: Array(10_001).fill(KEPT.detections[0]) },
      400,
    ],
    ['too many added', withAdded(...Array(501).fill({ className: 'a', box: [1, 1, 2, 2] })), 400],
    ['a box outside the picture', withAdded({ className: 'a', box: [1, 1, 2, 1e9] }), 422],
    ['a box of texts', withAdded({ className: 'a', box: [1, 1, '2', 2] }), 400],
    ['a mask of other signs', withMask({ size: [54, 72], counts: '☃' }), 400],
    ['a mask whose run never ends', withMask({ size: [54, 72], counts: 'o'.repeat(9_999) }), 400],
    ['a mask of a huge picture', withMask({ size: [1e9, 1e9], counts: '0' }), 422],
    ['a verdict', { ...KEPT, verdict: 'ok' }, 400],
    ['a remark that is a number', { ...KEPT, remark: 5 }, 400],
  ])('refuse %s', async (_, body, status) => {
    const { api, path } = await judged();
    expect((await save(api, path, body)).status).toBe(status);
    expect((await listed(api, path)).corrections).toEqual([]);
  });

  it('refuse one that is too large as a whole', async () => {
    const { api, path } = await judged();
    const mask = { size: [54, 72], counts: '0'.repeat(60_000) };
    const added = Array(80).fill({ className: 'a', box: [1, 1, 2, 2], mask });
    const response = await save(api, path, { ...KEPT, added });
    expect(response.status).toBe(422);
    expect(((await response.json()) as { detail: string }).detail).toContain('4000000');
  });

  it('want somebody who may, and an inspection that there is', async () => {
    const { api, path } = await judged();
    await saved(api, path, KEPT);
    expect((await api.ask(path, sending('POST', KEPT), FAR)).status).toBe(401);
    expect((await api.ask(path, {}, FAR)).status).toBe(200);
    const nowhere = '/api/v1/inspections/none/corrections';
    expect((await save(api, nowhere, KEPT)).status).toBe(404);
    expect((await api.ask(nowhere)).status).toBe(404);
    expect((await api.ask(`${path}/none`)).status).toBe(404);
  });

  it('by whoever sits at a station without people have no person', async () => {
    const { api, path } = await judged();
    const response = await api.ask(path, sending('POST', KEPT));
    expect(((await response.json()) as { added: Correction }).added).toMatchObject({
      ...{ personId: null, personName: 'setup' },
    });
  });
});
