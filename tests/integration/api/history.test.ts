import { describe, expect, it } from 'vitest';
import type { JudgeResult } from '../../../src/main/inference/types.ts';
import type { Inspection } from '../../../src/shared/domain.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import type { HistoryPage } from '../../../src/shared/history.ts';
import type { HistoryEntry } from '../../../src/shared/history-entry.ts';
import { fromBitmap, toCocoMask } from '../../../src/shared/masks/index.ts';
import type { Replay } from '../../../src/shared/replay.ts';
import { type ApiDouble, apiDouble, upload } from './support.ts';

const MASK = toCocoMask(fromBitmap(new Uint8Array(72 * 54).fill(1, 800, 900), 72, 54), 54, 72);
const CRACK: JudgeResult['detections'][number] = {
  ...{ classId: 0, className: 'crack', score: 0.91, box: [1, 2, 30, 40], mask: MASK },
  ...{ areaPx: 812, lengthPx: 96.2, widthPx: 8.4 },
};

async function inspect({ ask }: ApiDouble, query = '', name = 'gear.jpg'): Promise<Inspection> {
  const response = await ask(`/api/v1/inspections${query}`, upload('picture', name));
  expect(response.status).toBe(200);
  return (await response.json()) as Inspection;
}

async function list({ ask }: ApiDouble, query = ''): Promise<HistoryPage> {
  const response = await ask(`/api/v1/inspections${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as HistoryPage;
}

describe('the list of inspections', () => {
  it('holds what was answered when it was judged, the masks when asked for', async () => {
    const api = await apiDouble();
    const answered = await inspect(api, '?serial=GX-1&side=left');
    const { rows, next, count } = await list(api, '?masks=true');
    expect(count).toEqual({ count: 1, more: false });
    expect(next).toBeNull();
    expect(rows[0]).toEqual({
      ...answered,
      seq: 1,
      source: { kind: 'api' },
      part: { serial: 'GX-1', side: 'left', matched: true },
      person: null,
      effective: 'ng',
      disposition: 'none',
      corrected: false,
    });
    const [plain] = (await list(api)).rows;
    expect(plain?.detections[0]).not.toHaveProperty('mask');
  });

  it('goes page by page from the oldest on, whatever comes meanwhile', async () => {
    const api = await apiDouble();
    for (const n of [1, 2, 3, 4]) await inspect(api, `?lot=L${n % 2}`, `part-${n}.jpg`);
    const first = await list(api, '?order=oldest&limit=2');
    expect(first.rows.map(({ file }) => file)).toEqual(['part-1.jpg', 'part-2.jpg']);
    await inspect(api, '', 'part-5.jpg');
    const second = await list(api, `?order=oldest&limit=2&cursor=${first.next}`);
    expect(second.rows.map(({ file }) => file)).toEqual(['part-3.jpg', 'part-4.jpg']);
    const third = await list(api, `?order=oldest&limit=2&cursor=${second.next}`);
    expect(third.rows.map(({ file }) => file)).toEqual(['part-5.jpg']);
    expect(third.next).toBeNull();
    const ofLot = await list(api, '?order=oldest&lot=L1&from=2020-01-01');
    expect(ofLot.rows.map(({ file }) => file)).toEqual(['part-1.jpg', 'part-3.jpg']);
    // The cursor of one way is none of the other.
    const wrong = await api.ask(`/api/v1/inspections?cursor=${first.next}`);
    expect(wrong.status).toBe(400);
  });

  it('goes page by page, and searches', async () => {
    const api = await apiDouble();
    for (const n of [1, 2, 3, 4, 5]) {
      await inspect(api, `?lot=L${n % 2}`, `part-${n}.jpg`);
    }
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: HistoryPage = await list(
        api,
        `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.count.count).toBe(5);
      names.push(...page.rows.map(({ file }) => file));
      cursor = page.next;
    }
    expect(names).toEqual([5, 4, 3, 2, 1].map((n) => `part-${n}.jpg`));
    expect((await list(api, '?lot=L0')).rows.map(({ file }) => file)).toEqual([
      'part-4.jpg',
      'part-2.jpg',
    ]);
    expect((await list(api, '?text=part%203&verdict=ng,ok')).count.count).toBe(1);
    expect((await list(api, '?class=crack&minScore=0.92')).rows).toEqual([]);
    expect((await list(api, '?from=2000-01-01&to=2000-12-31')).rows).toEqual([]);
  });

  it.each([
    ['?verdict=bad', 'verdict'],
    ['?veridct=ng', 'veridct'],
    ['?limit=0', 'limit'],
    ['?limit=501', 'limit'],
    ['?limit=2.5', 'limit'],
    ['?cursor=abc', 'cursor'],
    ['?from=yesterday', 'from'],
    ['?text=%20', 'text'],
    ['?masks=maybe', 'masks'],
  ])('refuses %s in words', async (query, about) => {
    const { ask } = await apiDouble();
    const response = await ask(`/api/v1/inspections${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'BAD_REQUEST',
      detail: expect.stringContaining(about),
    });
  });

  it('is described in the API', async () => {
    const { ask } = await apiDouble();
    const api = (await (await ask('/openapi.json')).json()) as {
      paths: Record<string, { get?: { parameters?: readonly { name: string }[] } }>;
    };
    const names = api.paths['/api/v1/inspections']?.get?.parameters?.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['from', 'verdict', 'minScore', 'cursor']));
  });
});

describe('one inspection', () => {
  it('comes with everything that the log knows', async () => {
    const api = await apiDouble(async () => ({
      detections: [CRACK, { ...CRACK, className: 'fold', score: 0.14 }],
    }));
    const { id } = await inspect(api);
    const response = await api.ask(`/api/v1/inspections/${id}`);
    expect(response.status).toBe(200);
    expect((await response.json()) as HistoryEntry).toMatchObject({
      id,
      detections: [{ className: 'crack', mask: MASK }],
      weakDetections: [{ className: 'fold', score: 0.14 }],
      thresholds: { floor: 0.1, confidence: null, tiling: 'model' },
      recipeDocument: { name: 'default' },
      pictureBytes: 1000,
      software: '0.0.0',
      dispositions: [],
    });
    const none = await api.ask('/api/v1/inspections/0192');
    expect(none.status).toBe(404);
    expect(await none.json()).toMatchObject({ code: 'INSPECTION_NOT_FOUND' });
  });
});

describe('an inspection judged again', () => {
  /** What the engine says the second time. */
  async function again(
    second: (() => Promise<Partial<JudgeResult>>) | Partial<JudgeResult>,
    query = '',
  ): Promise<Replay & { api: ApiDouble }> {
    let judged = 0;
    const api = await apiDouble(async () => {
      judged += 1;
      if (judged === 1) return { detections: [CRACK] };
      return typeof second === 'function' ? second() : second;
    });
    const { id } = await inspect(api, query);
    const response = await api.ask(`/api/v1/inspections/${id}/replay`, { method: 'POST' });
    expect(response.status).toBe(200);
    return { ...((await response.json()) as Replay), api };
  }

  it('is the same by the same model, recipe, thresholds and tiling, and leaves no trace', async () => {
    const { api, ...replayed } = await again({ detections: [CRACK] }, '?confidence=0.4&tile=0.5');
    expect(replayed).toMatchObject({
      outcome: 'same',
      identical: true,
      picture: 'original',
      matched: 1,
      differences: [],
      before: { verdict: 'ng', detections: 1 },
      now: { verdict: 'ng', detections: 1, device: 'cpu' },
    });
    const [first, second] = api.jobs;
    expect(second).toMatchObject({
      picturePath: first?.picturePath,
      model: first?.model,
      options: first?.options,
      recipe: first?.recipe,
      evidence: null,
    });
    expect(second?.options).toMatchObject({ confidence: 0.1, tiling: { size: { share: 0.5 } } });
    expect((await list(api)).count.count).toBe(1);
  });

  it('is the same within the bar of another device, and says by how much', async () => {
    const replayed = await again({ detections: [{ ...CRACK, score: 0.905 }] });
    expect(replayed).toMatchObject({ outcome: 'same', identical: false });
    expect(replayed.maxScoreDifference).toBeCloseTo(0.005);
  });

  it('says what differs', async () => {
    expect(await again({ detections: [] })).toMatchObject({
      outcome: 'different',
      differences: [
        '1 of 1 detections have no partner that agrees.',
        'The verdict was ng and is ok now.',
      ],
    });
  });

  it('tells a picture that was changed, and one that is gone', async () => {
    expect(await again({ sha256: 'c'.repeat(64) })).toMatchObject({
      outcome: 'impossible',
      now: null,
      notes: [expect.stringContaining('is another picture now: its sha256 is cccccccccccc…')],
    });
    const gone = async (): Promise<never> => {
      throw new PitchlineError('PICTURE_NOT_FOUND', 'There is no such file.');
    };
    expect(await again(gone)).toMatchObject({
      outcome: 'impossible',
      notes: [expect.stringContaining('There is no such file.')],
    });
  });

  it('takes the copy that was kept where the picture is gone', async () => {
    let judged = 0;
    const api = await apiDouble(async ({ picturePath }) => {
      judged += 1;
      if (judged > 1 && !picturePath.includes('pictures')) {
        throw new PitchlineError('PICTURE_NOT_FOUND', 'There is no such file.');
      }
      return { detections: [CRACK] };
    });
    const { id } = await inspect(api);
    const stored = { sha256: 'a'.repeat(64), bytes: 5, verdict: 'ng', storedAtMs: 1000 } as const;
    api.stationLog.pictures.noteStored({ ...stored, mode: 'original' });
    const ask = async (): Promise<unknown> =>
      (await api.ask(`/api/v1/inspections/${id}/replay`, { method: 'POST' })).json();
    expect(await ask()).toMatchObject({
      outcome: 'same',
      picture: 'copy',
      notes: [expect.stringContaining('There is no such file.')],
    });
  });

  it('of an error is the same where it is the same error', async () => {
    const broken = async (): Promise<never> => {
      throw new PitchlineError('PICTURE_TRUNCATED', 'It ends too early.', {
        pictureSha256: 'd'.repeat(64),
      });
    };
    const api = await apiDouble(broken);
    const { id, verdict } = await inspect(api);
    expect(verdict).toBe('error');
    const response = await api.ask(`/api/v1/inspections/${id}/replay`, { method: 'POST' });
    expect(await response.json()).toMatchObject({
      outcome: 'same',
      before: { error: { code: 'PICTURE_TRUNCATED' } },
      now: { error: { code: 'PICTURE_TRUNCATED' } },
    });
  });
});
