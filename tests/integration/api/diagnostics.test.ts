import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { addPerson, as, FAR, person, SECRET, sending } from './people-support.ts';
import { type ApiDouble, apiDouble, upload } from './support.ts';

const PIN = '4711-kiosk';

/** The files of a tar, by name. */
function untar(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; archive[at] !== 0; ) {
    const text = (from: number, length: number) =>
      archive.toString('latin1', at + from, at + from + length).replace(/\0.*$/, '');
    const bytes = Number.parseInt(text(124, 12), 8);
    files.set(text(0, 100), archive.toString('utf8', at + 512, at + 512 + bytes));
    at += 512 + Math.ceil(bytes / 512) * 512;
  }
  return files;
}

async function bundle(api: ApiDouble, query = ''): Promise<ReadonlyMap<string, string>> {
  const response = await api.ask(`/api/v1/diagnostics${query}`, as(api, 'administrator'), FAR);
  expect(response.headers.get('content-disposition')).toContain('.tar.gz');
  return untar(gunzipSync(Buffer.from(await response.arrayBuffer())));
}

describe('the diagnostics bundle', () => {
  it('has what support needs and no secret: no PIN, hash, token or name of a person', async () => {
    const api = await apiDouble();
    person(api, 'administrator');
    await addPerson(api, 'Grazia Deledda', 'operator');
    const actor = { personId: null, name: 'Grazia Deledda', via: 'page' } as const;
    await api.services.kiosk.setPin(PIN, actor);
    api.services.settings.change({ stationName: 'Press 3' }, actor);
    const signedIn = await api.ask(
      '/api/v1/session',
      sending('POST', { name: 'Grazia Deledda', secret: SECRET, token: true }),
    );
    const { token } = (await signedIn.json()) as { token: string };
    api.services.recentMessages.listen(() => undefined)('warn', 'the disk is slow');
    const files = await bundle(api);
    expect([...files.keys()]).toEqual([
      ...['README.txt', 'versions.json', 'doctor.json', 'settings.json', 'people.json'],
      ...['folders.json', 'failures.json', 'messages.txt'],
    ]);
    expect(files.get('messages.txt')).toContain('warn the disk is slow');
    expect(JSON.parse(files.get('settings.json') ?? '')).toMatchObject({ stationName: 'Press 3' });
    expect(JSON.parse(files.get('people.json') ?? '')).toMatchObject({ operator: 1 });
    expect(JSON.parse(files.get('doctor.json') ?? '')).toMatchObject({
      devices: [{ device: 'cpu', available: true }],
    });
    const all = [...files.values()].join('\n');
    for (const secret of [PIN, SECRET, token, 'scrypt', 'Grazia'])
      expect(all).not.toContain(secret);
  });

  it('tells of the last failures', async () => {
    const api = await apiDouble(async () => {
      throw new Error('the device fell over');
    });
    await api.ask('/api/v1/inspections', upload());
    expect((await bundle(api)).get('failures.json')).toContain('the device fell over');
  });

  it('refuses a wish that it does not know', async () => {
    const api = await apiDouble();
    const response = await api.ask('/api/v1/diagnostics?pictures=all', as(api, 'administrator'));
    expect(response.status).toBe(400);
  });
});
