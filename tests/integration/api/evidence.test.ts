import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiDouble, upload } from './support.ts';

/** What the double's engine says of every picture. */
const SHA = 'a'.repeat(64);

type Api = Awaited<ReturnType<typeof apiDouble>>;

async function inspected({ ask }: Api): Promise<string> {
  const response = await ask('/api/v1/inspections', upload());
  return ((await response.json()) as { readonly id: string }).id;
}

async function keep({ stationLog, folder }: Api, mode: 'webp' | 'original'): Promise<void> {
  stationLog.pictures.noteStored({ sha256: SHA, mode, bytes: 5, verdict: 'ng', storedAtMs: 1000 });
  const path = join(folder, 'pictures', 'aa', `${SHA}.${mode}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${mode}!`);
}

describe('the picture of an inspection', () => {
  it('kept as WebP is sent as it is; the file itself is not there to be had', async () => {
    const api = await apiDouble();
    const id = await inspected(api);
    await keep(api, 'webp');
    const response = await api.ask(`/api/v1/inspections/${id}/picture`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(await response.text()).toBe('webp!');
    const original = await api.ask(`/api/v1/inspections/${id}/picture?original=true`);
    expect(original.status).toBe(404);
    expect(await original.json()).toMatchObject({ detail: expect.stringContaining('smaller') });
  });

  it('kept as a copy is shown as JPEG, and can be had byte for byte', async () => {
    const api = await apiDouble();
    const id = await inspected(api);
    await keep(api, 'original');
    const shown = await api.ask(`/api/v1/inspections/${id}/picture`);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    const original = await api.ask(`/api/v1/inspections/${id}/picture?original=true`);
    expect(original.headers.get('content-disposition')).toBe('attachment');
    expect(await original.text()).toBe('original!');
  });

  it('that is not there: the answer says why', async () => {
    const api = await apiDouble();
    const id = await inspected(api);
    const why = async (): Promise<string> => {
      const response = await api.ask(`/api/v1/inspections/${id}/picture`);
      expect(response.status).toBe(404);
      return ((await response.json()) as { readonly detail: string }).detail;
    };
    expect(await why()).toContain('not kept');
    await keep(api, 'webp');
    api.stationLog.pictures.noteRemoved(SHA, Date.parse('2026-11-24T10:00:00Z'));
    expect(await why()).toContain('2026-11-24T10:00');
    expect((await api.ask('/api/v1/inspections/nothing/picture')).status).toBe(404);
  });
});

describe('evidence', () => {
  it('is counted by verdict, with the room on the disk', async () => {
    const api = await apiDouble();
    await inspected(api);
    await keep(api, 'webp');
    expect(await (await api.ask('/api/v1/evidence')).json()).toEqual({
      room: { level: 'enough', freeBytes: expect.any(Number), warnBytes: 0, stopBytes: 0 },
      kept: {
        ok: { files: 0, bytes: 0 },
        ng: { files: 1, bytes: 5 },
        review: { files: 0, bytes: 0 },
        error: { files: 0, bytes: 0 },
      },
    });
  });

  it('is pruned only where one asks for more than the plan', async () => {
    const api = await apiDouble();
    const plan = await api.ask('/api/v1/evidence/prune', { method: 'POST' });
    expect(await plan.json()).toMatchObject({ files: 0, failed: 0 });
    const wrong = await api.ask('/api/v1/evidence/prune?dryRun=perhaps', { method: 'POST' });
    expect(wrong.status).toBe(400);
  });
});

describe('a disk that is almost full', () => {
  it('has new pictures refused before they would be lost', async () => {
    const api = await apiDouble();
    await api.limitSpace({ warnBytes: 1e18, stopBytes: 1e18 });
    const refused = await api.ask('/api/v1/inspections', upload());
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({ code: 'DISK_LOW' });
    expect((await api.ask('/api/v1/pictures', upload())).status).toBe(507);
    await api.limitSpace({ warnBytes: 0, stopBytes: 0 });
    expect((await api.ask('/api/v1/inspections', upload())).status).toBe(200);
  });
});
