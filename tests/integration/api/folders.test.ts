import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ApiDouble, apiDouble } from './support.ts';

function sending(method: string, body: unknown): RequestInit {
  return {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

async function withFolder(): Promise<{ api: ApiDouble; path: string }> {
  const api = await apiDouble();
  const path = await mkdtemp(join(tmpdir(), 'pitchline-pictures-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return { api, path };
}

// biome-ignore lint/suspicious/noExplicitAny: looked into by the tests
const body = async (response: Response): Promise<any> => response.json();

describe('/api/v1/folders', () => {
  it('adds, lists, shows, changes and removes', async () => {
    const { api, path } = await withFolder();
    const added = await api.ask('/api/v1/folders', sending('POST', { path, enabled: false }));
    expect(added.status).toBe(201);
    const { id, settings } = await body(added);
    expect(settings).toMatchObject({ path, recursive: false, afterwards: { kind: 'stay' } });
    expect((await body(await api.ask('/api/v1/folders'))).folders).toHaveLength(1);

    const patch = sending('PATCH', { recursive: true, afterwards: { kind: 'move' } });
    const changed = await body(await api.ask(`/api/v1/folders/${id}`, patch));
    expect(changed.settings).toMatchObject({
      recursive: true,
      enabled: false,
      afterwards: { kind: 'move', to: null },
    });
    expect(await body(await api.ask(`/api/v1/folders/${id}`))).toMatchObject({
      state: 'off',
      queue: { waiting: 0, more: false, oldestMs: null, inWork: 0 },
      quarantine: [],
      troubles: [],
    });
    const retry = await api.ask(`/api/v1/folders/${id}/retry`, { method: 'POST' });
    expect([retry.status, await body(retry)]).toEqual([202, { files: 0 }]);
    expect((await api.ask(`/api/v1/folders/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await api.ask(`/api/v1/folders/${id}`)).status).toBe(404);
  });

  it.each([
    [{}, 400, /path/],
    [{ path: '/tmp', recursiv: true }, 400, /recursiv/],
    [{ path: '/tmp', settleSeconds: 0 }, 400, /settleSeconds/],
    [{ path: 'pictures of today, nowhere' }, 422, /no folder/],
    [{ path: '/tmp', part: { kind: 'expression', text: '(?<lot>' } }, 422, /no "\)"/],
    [{ path: '/tmp', results: { kind: 'csv', folder: 'here' } }, 422, /absolute/],
  ])('refuses %j in words', async (wanted, status, sentence) => {
    const { api } = await withFolder();
    const answer = await api.ask('/api/v1/folders', sending('POST', wanted));
    expect(answer.status).toBe(status);
    expect((await body(answer)).detail).toMatch(sentence);
  });

  it('a wrong change names the field and changes nothing', async () => {
    const { api, path } = await withFolder();
    const { id } = await body(
      await api.ask('/api/v1/folders', sending('POST', { path, enabled: false })),
    );
    const answer = await api.ask(
      `/api/v1/folders/${id}`,
      sending('PATCH', { recursive: true, afterwards: { kind: 'burn' } }),
    );
    expect(answer.status).toBe(422);
    expect((await body(answer)).detail).toMatch(/afterwards/);
    const { settings } = await body(await api.ask(`/api/v1/folders/${id}`));
    expect(settings.recursive).toBe(false);
  });

  it('checks a path', async () => {
    const { api, path } = await withFolder();
    const check = async (wanted: string) =>
      body(await api.ask('/api/v1/folders/check', sending('POST', { path: wanted })));
    expect(await check(path)).toMatchObject({ usable: true, writable: true, problem: null });
    expect(await check(join(path, 'none'))).toMatchObject({
      usable: false,
      problem: expect.stringMatching(/no folder/),
    });
    expect((await check(api.folder)).problem).toMatch(/own data/);
    const loop = join(path, 'loop');
    await symlink(loop, loop);
    expect((await check(loop)).problem).toMatch(/leads back to itself/);
  });

  it('shows what a pattern reads, and what is wrong with half of one', async () => {
    const { api } = await withFolder();
    const read = async (kind: string, text: string) =>
      body(
        await api.ask(
          '/api/v1/folders/examples',
          sending('POST', { part: { kind, text }, names: ['in\\S1_L2.png', 'other.png'] }),
        ),
      );
    expect(await read('template', '{serial}_{lot}.*')).toEqual({
      problem: null,
      examples: [
        { name: 'in\\S1_L2.png', part: { serial: 'S1', lot: 'L2', matched: true } },
        { name: 'other.png', part: { matched: false } },
      ],
    });
    expect(await read('template', '{serial}_{lo')).toMatchObject({
      problem: expect.stringMatching(/no "}"/),
      examples: [],
    });
  });
});
