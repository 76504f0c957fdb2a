import { readdirSync } from 'node:fs';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, pitchline } from '../support/cli.ts';
import { FaultStation, until } from './folder/fault-station.ts';
import { makePicture } from './folder/make-picture.ts';
import { sha256Of } from './folder/put-pictures.ts';
import { createRandom } from './folder/random.ts';

const random = createRandom(11);
const station = new FaultStation();

beforeAll(() => station.start(), 120_000);
afterAll(() => station.close());

/** Bytes that some systems take for a name and that are no UTF-8, as of a share in Latin-1. */
function latin1(folder: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
}

describe('a watched folder', { timeout: 240_000 }, () => {
  it.skipIf(process.platform !== 'linux')(
    'with a name that is no UTF-8: it says which one, and the others are judged',
    async () => {
      const { id, path } = await station.watch('names', {
        ...{ recursive: true, watching: 'polling', pollSeconds: 0.3 },
      });
      await writeFile(latin1(path, 'Zahnräder.bmp'), makePicture(random));
      await mkdir(latin1(path, 'Löcher'));
      const bytes = makePicture(random);
      await writeFile(join(path, 'good.bmp'), bytes);
      await until(() => station.view.isInspected(id, sha256Of(bytes)));
      await until(async () => (await station.folder(id)).troubles.length === 2);
      const { troubles } = await station.folder(id);
      for (const { reason } of troubles) expect(reason).toMatch(/UTF-8.*[Rr]ename/u);
      const [odd] = readdirSync(Buffer.from(path), { encoding: 'buffer' }).filter((name) =>
        name.includes(0xe4),
      );
      await rename(Buffer.concat([Buffer.from(`${path}/`), odd!]), join(path, 'gears.bmp'));
      await rm(latin1(path, 'Löcher'), { recursive: true });
      await until(async () => (await station.folder(id)).troubles.length === 0);
      await until(() => Object.keys(station.counts(id)).length === 2);
    },
  );

  it('with a name as long as a name can be: judged, moved, and its result is written', async () => {
    const results = join(station.root, 'long results');
    await mkdir(results);
    const { id, path } = await station.watch('long', {
      afterwards: { kind: 'move' },
      results: { kind: 'json', folder: results },
    });
    const name = `${'g'.repeat(251)}.bmp`;
    const contents = [makePicture(random), makePicture(random)];
    for (const bytes of contents) {
      await writeFile(join(path, '.part'), bytes);
      await rename(join(path, '.part'), join(path, name));
      await until(() => station.view.isInspected(id, sha256Of(bytes)));
      await until(async () => (await station.folder(id)).counts.toMove === 0);
    }
    await until(() => readdirSync(results).length === 2);
    const written = await Promise.all(
      readdirSync(results).map(async (file) =>
        JSON.parse(await readFile(join(results, file), 'utf8')),
      ),
    );
    expect(written.map(({ sha256 }) => sha256).sort()).toEqual(contents.map(sha256Of).sort());
  });

  it('that becomes a file: it says so, and goes on when it is a folder again', async () => {
    const { id, path } = await station.watch('replaced');
    await rm(path, { recursive: true });
    await writeFile(path, 'no folder');
    await until(async () => (await station.folder(id)).state === 'missing');
    expect((await station.folder(id)).problem).toMatch(/is a file/u);
    await rm(path);
    await mkdir(path);
    const bytes = makePicture(random);
    await writeFile(join(path, 'a.bmp'), bytes);
    await until(() => station.view.isInspected(id, sha256Of(bytes)));
  });
});

describe('a data folder', () => {
  it('has one station, by whatever name it is called', async () => {
    const other = join(station.root, 'by another name');
    await symlink(station.data, other);
    const { status, stdout } = await pitchline(['settings', 'show', '--json'], { data: other });
    expect(status).toBe(3);
    expect(jsonLines(stdout)).toMatchObject([{ error: { code: 'DATA_FOLDER_IN_USE' } }]);
  }, 60_000);
});
