import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InspectionSchema } from '../../../src/shared/domain.ts';
import { freshFolder, jsonLines, pitchline, ROOT, type Served, serve } from '../../support/cli.ts';

const data = freshFolder();
const demo = join(ROOT, 'resources/demo');
/** Large pits: the demo models both find them. */
const pitted = join(demo, 'gear-pitting-1.jpg');
let station: Served;

/** Smaller than the default, so that a body over it is quickly sent. */
const MOST_BYTES = 4_000_000;

beforeAll(async () => {
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ maxPictureBytes: MOST_BYTES }));
  station = await serve(data);
}, 120_000);
afterAll(async () => {
  await station.stop();
});

function post(path: string, file = pitted): Promise<Response> {
  const body = new FormData();
  body.set('file', new File([readFileSync(file)], basename(file)));
  return fetch(`${station.address}${path}`, { method: 'POST', body });
}

describe('serve', () => {
  it('prints its address first', () => {
    expect(station.firstLine).toMatch(/^Pitchline is at http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it.each(['yolo', 'mask2former'])('judges a posted picture with %s', async (model) => {
    const inspection = InspectionSchema.parse(
      await (await post(`/api/v1/inspections?model=${model}`)).json(),
    );
    expect(inspection).toMatchObject({ verdict: 'ng', width: 1280, height: 960, error: null });
  });

  it.each(['?model=yolo', '?model=mask2former', '?model_type=yolo'])(
    'answers the old contract with detections to %s',
    async (query) => {
      const answer = (await (await post(`/predict${query}`)).json()) as { detections: unknown[] };
      expect(answer.detections.length).toBeGreaterThan(0);
      expect(answer.detections[0]).toMatchObject({
        bbox: expect.any(Array),
        confidence: expect.any(Number),
        class: expect.any(Number),
        class_name: expect.any(String),
      });
    },
  );

  it.each(['?model=yolo&return_image=true', '?model_type=mask2former'])(
    'answers the old contract with the drawn picture to %s',
    async (query) => {
      const answer = await post(`/predict${query}`);
      expect(answer.headers.get('content-type')).toBe('image/png');
      const drawn = sharp(Buffer.from(await answer.arrayBuffer()));
      expect(await drawn.metadata()).toMatchObject({ format: 'png', width: 1280, height: 960 });
    },
  );

  it.each<[string, string, Buffer, number, string]>([
    ['a text', '', Buffer.from('this is a text\n'), 415, 'PICTURE_UNSUPPORTED'],
    ['nothing', '', Buffer.alloc(0), 422, 'PICTURE_EMPTY'],
    ['half a JPEG', '', readFileSync(pitted).subarray(0, 50_000), 422, 'PICTURE_TRUNCATED'],
    ['a body too large', '', Buffer.alloc(MOST_BYTES + 1), 413, 'BODY_TOO_LARGE'],
    ['no model of that name', '?model=resnet', readFileSync(pitted), 400, 'BAD_REQUEST'],
  ])(
    'answers the old contract with a failure to %s, and goes on',
    async (_, query, bytes, status, code) => {
      const body = new FormData();
      body.set('file', new File([new Uint8Array(bytes)], 'größe 齿轮.jpg'));
      const answer = await fetch(`${station.address}/predict${query}`, { method: 'POST', body });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({
        status,
        code,
        detail: expect.stringMatching(/\.$/),
      });
      expect((await fetch(`${station.address}/healthz`)).status).toBe(200);
    },
  );

  it.skipIf(process.platform !== 'linux')('refuses a device that is not there', async () => {
    const answer = await post('/predict?device=directml');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'DEVICE_NOT_AVAILABLE' });
  });

  it('gives up a judgement whose asker has gone, and records nothing of it', async () => {
    const last = async (): Promise<unknown> => {
      const list = await fetch(`${station.address}/api/v1/inspections?limit=1`);
      return ((await list.json()) as { rows: { file: string }[] }).rows[0]?.file;
    };
    const gone = new AbortController();
    const asked = fetch(
      `${station.address}/api/v1/inspections?model=mask2former&tile=96&name=given-up.jpg`,
      {
        method: 'POST',
        body: new Uint8Array(readFileSync(pitted)),
        signal: gone.signal,
      },
    );
    setTimeout(() => gone.abort(), 500);
    await expect(asked).rejects.toThrow('aborted');
    // Jobs run one after the other: the first is over when this one has its answer.
    expect((await post('/api/v1/inspections?model=yolo')).status).toBe(200);
    expect(await last()).toBe(basename(pitted));
    const found = await fetch(`${station.address}/api/v1/inspections?text=given-up`);
    expect(((await found.json()) as { rows: unknown[] }).rows).toEqual([]);
  });

  it('is not to be reached from other machines unless told so', async () => {
    const outer = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
    // A machine without a network has nobody to be reached by.
    if (outer === undefined) return;
    const { port } = new URL(station.address);
    await expect(fetch(`http://${outer}:${port}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('shows a held picture upright and smaller', async () => {
    const { url } = (await (await post('/api/v1/pictures')).json()) as { url: string };
    const answer = await fetch(`${station.address}${url}?max=320`);
    const picture = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect(picture).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
  });

  it('has the demo pictures, the page and the documentation', async () => {
    const { pictures } = (await (await fetch(`${station.address}/api/v1/demo`)).json()) as {
      pictures: { url: string }[];
    };
    expect(pictures.length).toBeGreaterThanOrEqual(12);
    for (const path of ['/', '/docs', '/docs/assets/swagger-ui-bundle.js', '/docs/start.js']) {
      expect((await fetch(`${station.address}${path}`)).status, path).toBe(200);
    }
  });

  it('owns its data folder: another command on it ends with 3', async () => {
    const ended = await pitchline(['models', 'list', '--json'], { data });
    expect(ended.status).toBe(3);
    expect(jsonLines(ended.stdout)).toEqual([
      { error: { code: 'DATA_FOLDER_IN_USE', message: expect.any(String) } },
    ]);
  });

  it('says so when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const ended = await pitchline(['serve', '--port', String(port), '--json'], {
      data: freshFolder(),
    });
    other.close();
    expect(ended.status).toBe(1);
    expect(jsonLines(ended.stdout)).toEqual([
      { error: { code: 'PORT_IN_USE', message: expect.stringContaining(`Port ${port}`) } },
    ]);
  });

  it('can be killed and started again on the same data at once', async () => {
    const folder = freshFolder();
    await (await serve(folder)).kill();
    const again = await serve(folder, ['--json']);
    expect(JSON.parse(again.firstLine)).toEqual({ address: `${again.address}/` });
    expect(await again.stop()).toBe(0);
  }, 60_000);
});
