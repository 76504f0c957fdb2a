import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, jsonLines, pitchline, ROOT, serve } from '../../support/cli.ts';

const DEMO = join(ROOT, 'resources/demo');

describe('the log on the command line', () => {
  const data = freshFolder();
  const pictures = freshFolder('pictures');
  const crack = join(pictures, 'crack.png');
  let printed: readonly Record<string, unknown>[];
  beforeAll(async () => {
    await mkdir(pictures, { recursive: true });
    await copyFile(join(DEMO, 'ring-crack-1.png'), crack);
    await writeFile(join(pictures, 'broken.jpg'), 'no picture');
    const { stdout } = await pitchline(['inspect', pictures, '--json'], { data });
    printed = jsonLines(stdout);
    expect(printed).toHaveLength(2);
  }, 120_000);
  afterAll(async () => {
    await rm(data, { recursive: true, force: true });
    await rm(pictures, { recursive: true, force: true });
  });
  const idOf = (file: string): string => String(printed.find((each) => each.file === file)?.id);

  it('lists the objects that were printed, and what it knows besides', async () => {
    const { status, stdout } = await pitchline(['log', 'list', '--json'], { data });
    expect(status).toBe(0);
    const byId = new Map(jsonLines(stdout).map((row) => [row.id, row]));
    expect(byId.size).toBe(2);
    for (const object of printed) {
      expect(byId.get(object.id)).toMatchObject(object);
      expect(byId.get(object.id)).toMatchObject({
        source: { kind: 'command' },
        part: null,
        effective: object.verdict,
        disposition: 'none',
      });
    }
  });

  it('searches, also while the station runs', async () => {
    const station = await serve(data);
    try {
      const list = async (...args: string[]): Promise<readonly unknown[]> => {
        const { status, stdout } = await pitchline(['log', 'list', '--json', ...args], { data });
        expect(status).toBe(0);
        return jsonLines(stdout).map((row) => row.file);
      };
      expect(await list('--verdict', 'error')).toEqual([join(pictures, 'broken.jpg')]);
      expect(await list('--class', 'crack', '--min-score', '0.5')).toEqual([crack]);
      expect(await list('--limit', '1')).toHaveLength(1);
      expect(await list('--to', '2000-01-01')).toEqual([]);
    } finally {
      await station.stop();
    }
  }, 120_000);

  it('refuses what is no condition, in words and with the status of wrong usage', async () => {
    const { status, stdout, stderr } = await pitchline(
      ['log', 'list', '--verdict', 'bad', '--from', 'x', '--json'],
      { data },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('--from: must be a day');
    expect(jsonLines(stdout)).toMatchObject([{ error: { code: 'USAGE' } }]);
  });

  it('says where there is no log yet', async () => {
    const empty = freshFolder();
    const { status, stdout, stderr } = await pitchline(['log', 'list'], { data: empty });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('There is no log');
    await rm(empty, { recursive: true, force: true });
  });

  it('shows one, judges it again, and tells when the picture is another one', async () => {
    const id = idOf(crack);
    const shown = await pitchline(['log', 'show', id, '--replay', '--json'], { data });
    expect(shown.status).toBe(0);
    expect(jsonLines(shown.stdout)).toMatchObject([
      { id, replay: { outcome: 'same', identical: true, picture: 'original', notes: [] } },
    ]);
    await copyFile(join(DEMO, 'ring-good-1.jpg'), crack);
    const later = await pitchline(['log', 'show', id, '--replay', '--json'], { data });
    const [entry] = jsonLines(later.stdout) as [{ replay: { outcome: string } }];
    // The WebP that was kept stands in; whether it is near enough is not this test's business.
    expect(entry).toMatchObject({
      replay: {
        picture: 'webp',
        notes: [expect.stringContaining('is another picture now'), expect.stringContaining('WebP')],
      },
    });
    expect(later.status).toBe(entry.replay.outcome === 'same' ? 0 : 1);
    const error = await pitchline(['log', 'show', idOf(join(pictures, 'broken.jpg')), '--replay'], {
      data,
    });
    expect(error).toMatchObject({ status: 0, stdout: expect.stringContaining('the same') });
    expect((await pitchline(['log', 'show', 'nothing'], { data })).status).toBe(1);
  }, 180_000);
});
