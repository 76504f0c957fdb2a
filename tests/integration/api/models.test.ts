import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../../src/main/api/app.ts';
import { ModelLibrary } from '../../../src/main/models/library.ts';
import { ModelChanges } from '../../../src/main/models/model-changes.ts';
import { STATION_ACTOR } from '../../../src/shared/log.ts';
import type { ModelVersion } from '../../../src/shared/models.ts';
import { SPEC } from '../../unit/inference/fake-process.ts';
import { brightnessYolo } from '../../unit/models/onnx-writer.ts';
import { as, sending } from './people-support.ts';
import { apiDouble } from './support.ts';

const KINDS = ['model.installed', 'model.activated', 'model.rolled-back', 'model.removed'] as const;

/** The API over a real library, whose engine takes every file for a YOLO. */
async function station() {
  const api = await apiDouble();
  const { modelFolder, events } = api.services;
  const engine = { examine: async () => SPEC, release: () => undefined };
  const library = new ModelLibrary(modelFolder, engine, () => undefined);
  const models = new ModelChanges(library, api.stationLog, events);
  const services = { ...api.services, library, models };
  const app = createApi(services, { allowedHosts: [], corsOrigins: [] });
  const ask = async (path: string, init: RequestInit): Promise<Response> =>
    app.fetch(new Request(`http://localhost${path}`, as(api, 'administrator', init)));
  const send = async (files: readonly [string, Uint8Array | string][], query = '') => {
    const form = new FormData();
    for (const [name, content] of files) {
      form.append(
        'file',
        new File([typeof content === 'string' ? content : Buffer.from(content)], name),
      );
    }
    const body = new Response(form);
    const headers = { 'content-type': body.headers.get('content-type') ?? '' };
    const sent = { method: 'POST', body: await body.arrayBuffer(), headers };
    return ask(`/api/v1/models${query}`, sent);
  };
  const trail = (): readonly string[] =>
    [...api.stationLog.auditTrail.ofKinds(KINDS)].map(({ kind, actor, payload }) => {
      const { name, ref, sha256 } = payload as { name?: string; ref?: string; sha256: string };
      return `${actor.name} ${kind} ${ref ?? name ?? sha256}`;
    });
  return { api, library, models, ask, send, trail, modelFolder };
}

async function versionOf(response: Response): Promise<ModelVersion> {
  expect(response.ok).toBe(true);
  return (await response.json()) as ModelVersion;
}

async function code(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code;
}

describe('models by the API', () => {
  it('are installed, activated, rolled back and removed, each with a row in the trail', async () => {
    const { api, ask, send, trail } = await station();
    const begun = api.services.events.now.position;
    const first = await versionOf(await send([['gears.onnx', brightnessYolo()]]));
    expect(first).toMatchObject({ name: 'gears', version: '1', source: 'upload: gears.onnx' });
    expect(api.services.events.next(begun)?.event).toEqual({ kind: 'models.changed' });
    const other = [['C:\\models\\x.onnx', brightnessYolo({ name: 'fold' })]] as const;
    const second = await versionOf(await send([[...other[0]]], '?name=gears&activate=true'));
    expect(second).toMatchObject({ name: 'gears', version: '2' });
    const { position } = api.services.events.now;
    const rolled = await ask('/api/v1/models/rollback', sending('POST', { kind: 'yolo' }));
    expect(await versionOf(rolled)).toEqual(first);
    expect(api.services.events.next(position)?.event).toEqual({
      ...{ kind: 'model.activated', modelKind: 'yolo', sha256: first.sha256, ref: 'gears:1' },
    });
    await versionOf(await ask(`/api/v1/models/${second.sha256}/activate`, { method: 'POST' }));
    await versionOf(await ask(`/api/v1/models/${first.sha256}`, { method: 'DELETE' }));
    expect(trail()).toEqual([
      'administrator model.installed gears',
      'administrator model.activated gears:1',
      'administrator model.installed gears',
      'administrator model.activated gears:2',
      'administrator model.rolled-back gears:1',
      'administrator model.activated gears:2',
      `administrator model.removed ${first.sha256}`,
    ]);
  });

  it('refuse what cannot be done, and leave nothing behind', async () => {
    const { ask, send, trail, modelFolder } = await station();
    expect(await code(await send([['notes.txt', 'x']]))).toBe('BAD_REQUEST');
    expect(await code(await send([]))).toBe('BAD_REQUEST');
    const model = brightnessYolo();
    expect(
      await code(
        await send([
          ['a.onnx', model],
          ['b.onnx', model],
        ]),
      ),
    ).toBe('BAD_REQUEST');
    expect(
      await code(
        await send([
          ['a.onnx', model],
          ['a.onnx', model],
        ]),
      ),
    ).toBe('BAD_REQUEST');
    expect(await code(await send([['..', model]]))).toBe('BAD_REQUEST');
    expect(await code(await send([['a.onnx', 'no model at all']]))).toBe('MODEL_NOT_ONNX');
    expect(await code(await send([['a.onnx', model]], '?name=yolo'))).toBe('BAD_REQUEST');
    expect(await code(await send([['a.onnx', 'x'.repeat(30_000)]]))).toBe('BODY_TOO_LARGE');
    expect(await code(await ask('/api/v1/models', sending('POST', {})))).toBe('BAD_REQUEST');
    expect(await readdir(modelFolder)).toEqual([]);
    const nobody = `/api/v1/models/${'a'.repeat(64)}`;
    expect(await code(await ask(`${nobody}/activate`, { method: 'POST' }))).toBe('MODEL_NOT_FOUND');
    expect(await code(await ask(nobody, { method: 'DELETE' }))).toBe('MODEL_NOT_FOUND');
    expect(await code(await ask('/api/v1/models/yolo', { method: 'DELETE' }))).toBe('BAD_REQUEST');
    const back = await ask('/api/v1/models/rollback', sending('POST', { kind: 'yolo' }));
    expect(await code(back)).toBe('MODEL_NOT_FOUND');
    const { sha256 } = await versionOf(await send([['a.onnx', model]]));
    const live = await ask(`/api/v1/models/${sha256}`, { method: 'DELETE' });
    expect(await code(live)).toBe('MODEL_IN_USE');
    expect(trail()).toHaveLength(2);
  });

  it('take along what lies beside them', async () => {
    const { send, modelFolder } = await station();
    const { sha256 } = await versionOf(
      await send([
        ['config.json', '{}'],
        ['m2f.onnx', brightnessYolo()],
      ]),
    );
    expect((await readdir(`${modelFolder}/${sha256}`)).sort()).toEqual([
      ...['config.json', 'model.json', 'model.onnx'],
    ]);
  });
});

describe('about a version', () => {
  it('the API tells what its maker wrote and what happened to it', async () => {
    const { ask, send } = await station();
    const card = '# Gears\n\nTrained on **gears**.\n';
    const first = await versionOf(
      await send([
        ['gears.onnx', brightnessYolo()],
        ['MODEL_CARD.md', card],
      ]),
    );
    const other = await versionOf(
      await send([['gears.onnx', brightnessYolo({ name: 'fold' })]], '?activate=true'),
    );
    const about = async (sha256: string) =>
      (await (await ask(`/api/v1/models/${sha256}`, {})).json()) as {
        version: ModelVersion;
        card: string | null;
        history: { kind: string; ref: string; name: string }[];
      };
    expect(await about(first.sha256)).toMatchObject({ version: first, card });
    expect((await about(other.sha256)).card).toBeNull();
    await ask('/api/v1/models/rollback', sending('POST', { kind: 'yolo' }));
    const { history } = await about(first.sha256);
    expect(history.map(({ kind, ref, name }) => `${name} ${kind} ${ref}`)).toEqual([
      'administrator model.rolled-back gears:1',
      'administrator model.activated gears:1',
      'administrator model.installed gears:1',
    ]);
    const list = (await (await ask('/api/v1/models', {})).json()) as Record<string, unknown>;
    expect(list).toMatchObject({
      live: { yolo: first.sha256, mask2former: null },
      previous: { yolo: other.sha256, mask2former: null },
    });
    expect(await code(await ask(`/api/v1/models/${'a'.repeat(64)}`, {}))).toBe('MODEL_NOT_FOUND');
  });

  it('a card that comes later is kept with the version that is there', async () => {
    const { library, send } = await station();
    const { sha256 } = await versionOf(await send([['a.onnx', brightnessYolo()]]));
    await send([
      ['a.onnx', brightnessYolo()],
      ['MODEL_CARD.md', 'Later'],
    ]);
    expect(await library.card(sha256)).toBe('Later');
    await send([['a.onnx', brightnessYolo()]]);
    expect(await library.card(sha256)).toBe('Later');
  });

  it('one that comes with the product is not removed', async () => {
    const { api, ask, library } = await station();
    const path = join(api.folder, 'b.onnx');
    await writeFile(path, brightnessYolo());
    const { sha256 } = await library.importModel(path, { overrides: {}, source: 'bundled' });
    await writeFile(path, brightnessYolo({ name: 'fold' }));
    const own = await library.importModel(path, { overrides: {}, source: path });
    await library.activate(own.sha256);
    const refused = await ask(`/api/v1/models/${sha256}`, { method: 'DELETE' });
    expect(await refused.json()).toMatchObject({
      code: 'MODEL_IN_USE',
      detail: expect.stringContaining('comes with Pitchline'),
    });
    expect(await library.find(sha256)).toMatchObject({ sha256 });
  });

  it('an import that nobody waits for any more keeps nothing', async () => {
    const { api, library, modelFolder } = await station();
    const path = join(api.folder, 'c.onnx');
    await writeFile(path, brightnessYolo());
    const signal = AbortSignal.abort();
    await expect(
      library.importModel(path, { overrides: {}, source: path, signal }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await library.list()).toEqual([]);
    expect(await readdir(modelFolder)).toEqual([]);
  });
});

describe('what happened beside the trail', () => {
  it('is recorded at the next start as the station’s own finding, once', async () => {
    const { library, models, send, trail, modelFolder, api } = await station();
    const first = await versionOf(await send([['a.onnx', brightnessYolo()]]));
    const second = await versionOf(await send([['b.onnx', brightnessYolo({ name: 'fold' })]]));
    const before = trail().length;
    // A crash between the library's change and the row; a folder that somebody deleted.
    await library.activate(second.sha256);
    await rm(`${modelFolder}/${first.sha256}`, { recursive: true });
    const engine = { examine: async () => SPEC, release: () => undefined };
    const restarted = new ModelLibrary(modelFolder, engine, () => undefined);
    const changes = new ModelChanges(restarted, api.stationLog, api.services.events);
    await changes.settle();
    await changes.settle();
    expect(trail().slice(before)).toEqual([
      `station model.removed ${first.sha256}`,
      'station model.activated b:1',
    ]);
    expect(await models.activate(second.sha256, STATION_ACTOR)).toEqual(second);
    expect(trail()).toHaveLength(before + 2);
  });
});
