import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Detection, InspectionSchema } from '../../../src/shared/domain.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import { apiDouble, upload } from './support.ts';

async function problem(response: Response): Promise<{ status: number; code: string }> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = (await response.json()) as { status: number; code: string };
  expect(body.status).toBe(response.status);
  return body;
}

const HEAD = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf';
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' };

describe('POST /api/v1/inspections', () => {
  it('judges a multipart picture and answers the inspection', async () => {
    const { ask } = await apiDouble();
    const response = await ask('/api/v1/inspections?model=mask2former&confidence=0.4', upload());
    expect(response.status).toBe(200);
    const inspection = InspectionSchema.parse(await response.json());
    expect(inspection).toMatchObject({
      file: 'gear 齿轮.jpg',
      verdict: 'ng',
      reasons: [{ rule: 'any-detection', detail: 'crack 0.91 ≥ 0.40' }],
      model: { kind: 'mask2former' },
      device: 'cpu',
      error: null,
    });
  });

  it('judges a raw body, and a picture that is held by its hash', async () => {
    const { ask, jobs } = await apiDouble();
    await ask('/api/v1/inspections?name=a.bmp', { method: 'POST', body: 'raw picture' });
    const stored = (await (await ask('/api/v1/pictures', upload('raw picture'))).json()) as {
      sha256: string;
    };
    const again = await ask(`/api/v1/inspections?picture=${stored.sha256}&name=a.bmp`, {
      method: 'POST',
    });
    expect(await again.json()).toMatchObject({ file: 'a.bmp', verdict: 'ng' });
    expect(jobs).toHaveLength(2);
    expect(jobs[0]?.picturePath).toBe(jobs[1]?.picturePath);
  });

  it('hands device, tiles and the lowest threshold to the engine: what is asked for, or the log’s floor', async () => {
    const { ask, jobs } = await apiDouble();
    await ask('/api/v1/inspections?confidence=0.05&iou=0.5&device=cpu&tile=320,0.25', upload());
    await ask('/api/v1/inspections?recipe=default&tile=off', upload());
    expect(jobs[0]).toMatchObject({
      device: 'cpu',
      options: {
        confidence: 0.05,
        iou: 0.5,
        tiling: { size: { pixels: 320 }, overlap: 0.25, whole: false },
      },
    });
    expect(jobs[1]).toMatchObject({ device: 'auto', options: { confidence: 0.1, tiling: null } });
  });

  it('answers what matters to the recipe, and the weak ones too for a page that asks', async () => {
    const weak = {
      classId: 0,
      className: 'crack',
      score: 0.2,
      box: [5, 5, 9, 9] as Detection['box'],
    };
    const found = [{ ...weak, areaPx: 16, lengthPx: 4, widthPx: 4 }];
    const { ask } = await apiDouble(async () => ({ detections: found }));
    const scores = async (query: string): Promise<unknown> => {
      const { verdict, detections } = InspectionSchema.parse(
        await (await ask(`/api/v1/inspections${query}`, upload())).json(),
      );
      return [verdict, ...detections.map(({ score }) => score)];
    };
    expect(await scores('')).toEqual(['ok']);
    expect(await scores('?weak=true&source=page')).toEqual(['ok', 0.2]);
    expect(await scores('?confidence=0.15')).toEqual(['ng', 0.2]);
  });

  it('keeps each inspection under its id, unless it is asked not to', async () => {
    const { ask, stationLog } = await apiDouble();
    const kept = InspectionSchema.parse(
      await (await ask('/api/v1/inspections?serial=S-17', upload())).json(),
    );
    expect(kept).toMatchObject({ recipe: { name: 'default', revision: 1 } });
    expect(stationLog.events.after(0, 10)).toMatchObject([{ id: kept.id, serial: 'S-17' }]);
    const unkept = await (await ask('/api/v1/inspections?record=false', upload())).json();
    expect(unkept).toMatchObject({ id: null });
    expect(stationLog.events.lastSeq()).toBe(1);
  });

  it('answers a picture that cannot be judged with the verdict error, not with OK', async () => {
    const { ask } = await apiDouble(async () => {
      throw new PitchlineError('PICTURE_TRUNCATED', 'The picture ends in its middle.');
    });
    const response = await ask('/api/v1/inspections', upload());
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      verdict: 'error',
      error: { code: 'PICTURE_TRUNCATED', message: 'The picture ends in its middle.' },
      detections: [],
    });
  });

  it('cancels the work when the request ends', async () => {
    let cancelled = false;
    const reached = Promise.withResolvers<void>();
    const { ask } = await apiDouble(
      (_job, signal) =>
        new Promise((_resolve, reject) => {
          reached.resolve();
          signal?.addEventListener('abort', () => {
            cancelled = true;
            reject(new PitchlineError('CANCELLED', 'The work was cancelled.'));
          });
        }),
    );
    const request = new AbortController();
    const asked = ask('/api/v1/inspections', { ...upload(), signal: request.signal });
    await reached.promise;
    request.abort();
    expect((await asked).status).toBe(499);
    expect(cancelled).toBe(true);
  });

  it.each([
    ['/api/v1/inspections?confidence=2', upload(), 400, 'BAD_REQUEST'],
    ['/api/v1/inspections?confidence=', upload(), 400, 'BAD_REQUEST'],
    ['/api/v1/inspections?device=abacus', upload(), 400, 'BAD_REQUEST'],
    ['/api/v1/inspections?tile=many', upload(), 400, 'BAD_REQUEST'],
    ['/api/v1/inspections?model=nothing', upload(), 404, 'MODEL_NOT_FOUND'],
    ['/api/v1/inspections?recipe=nothing', upload(), 404, 'RECIPE_NOT_FOUND'],
    ['/api/v1/inspections', upload('x', 'x.jpg', 'wrong'), 400, 'PICTURE_MISSING'],
    ['/api/v1/inspections', { method: 'POST' }, 400, 'PICTURE_MISSING'],
    ['/api/v1/inspections', upload(''), 422, 'PICTURE_EMPTY'],
    ['/api/v1/inspections', upload('x'.repeat(15_000)), 413, 'BODY_TOO_LARGE'],
    ['/api/v1/inspections', upload('x'.repeat(30_000)), 413, 'BODY_TOO_LARGE'],
    ['/api/v1/inspections', { method: 'POST', body: 'x'.repeat(30_000) }, 413, 'BODY_TOO_LARGE'],
    [`/api/v1/inspections?picture=${'f'.repeat(64)}`, { method: 'POST' }, 404, 'PICTURE_NOT_FOUND'],
    [
      '/api/v1/inspections',
      {
        method: 'POST',
        body: '--x\r\nbroken',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      },
      400,
      'BAD_REQUEST',
    ],
  ])('%s, refused case %#', async (path, init, status, code) => {
    const { ask, folder } = await apiDouble();
    expect(await problem(await ask(path, init))).toMatchObject({ status, code });
    const kept = await readdir(join(folder, 'incoming'));
    expect(kept.filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('refuses a multipart body that is cut off, and keeps nothing of it', async () => {
    const { ask, folder } = await apiDouble();
    const cut = await ask('/api/v1/inspections', {
      method: 'POST',
      body: HEAD,
      headers: MULTIPART,
    });
    expect(await problem(cut)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });

    const reset = new ReadableStream({
      pull(controller) {
        controller.enqueue(Buffer.from(HEAD));
        controller.error(new Error('connection reset'));
      },
    });
    const init = { method: 'POST', body: reset, headers: MULTIPART, duplex: 'half' } as RequestInit;
    expect(await problem(await ask('/api/v1/inspections', init))).toMatchObject({ status: 400 });
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });
});
