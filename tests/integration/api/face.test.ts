import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiDouble, upload } from './support.ts';

describe('the rest of the face', () => {
  it('is described at /openapi.json, with every route', async () => {
    const { ask, app } = await apiDouble();
    const document = (await (await ask('/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, unknown>;
    };
    expect(document.openapi).toBe('3.1.0');
    // What routes there are, and what each wants, is written out in rights.test.ts.
    const paths = app.openAPIRegistry.definitions.flatMap((definition) =>
      definition.type === 'route' ? [definition.route.path] : [],
    );
    expect(new Set(Object.keys(document.paths))).toEqual(new Set(paths));
    expect(paths).toContain('/predict');
  });

  it('shows a held picture as JPEG that may be kept for ever', async () => {
    const { ask } = await apiDouble();
    const created = await ask('/api/v1/pictures', upload());
    expect(created.status).toBe(201);
    const { url } = (await created.json()) as { url: string };
    const picture = await ask(`${url}?max=512`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect((await ask(`${url}?max=999999`)).status).toBe(400);
  });

  it('answers health, station, models and devices', async () => {
    const { ask } = await apiDouble();
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await ask('/api/v1/station')).json()).toMatchObject({ host: 'headless' });
    expect(await (await ask('/api/v1/models')).json()).toMatchObject({ models: [] });
    expect(await (await ask('/api/v1/devices')).json()).toMatchObject({
      devices: [{ device: 'cpu' }],
    });
  });

  it('serves the page under a strict policy, and nothing outside its folder', async () => {
    const { ask, folder } = await apiDouble();
    await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
    await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'renderer', 'assets', 'a.js'), '1');
    await writeFile(join(folder, 'secret'), 'secret');
    const page = await ask('/');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect((await ask('/assets/a.js')).headers.get('cache-control')).toContain('immutable');
    for (const path of [
      '/../secret',
      '/..%2fsecret',
      '/%2e%2e/secret',
      '/assets/..%2f..%2fsecret',
      '/none',
    ]) {
      expect((await ask(path)).status, path).toBe(404);
    }
    expect((await ask('/%E0%A4%A')).status).toBe(404);
  });

  it('gives foreign pages nothing unless CORS is set for them', async () => {
    const headers = { origin: 'https://mes.plant' };
    const closed = await apiDouble();
    expect(
      (await closed.ask('/healthz', { headers })).headers.get('access-control-allow-origin'),
    ).toBeNull();
    const open = await apiDouble(undefined, { corsOrigins: ['https://mes.plant'] });
    const answer = await open.ask('/healthz', { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://mes.plant');
  });
});
