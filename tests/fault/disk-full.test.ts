import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PictureStore } from '../../src/main/pictures/picture-store.ts';
import { freshFolder, jsonLines, pitchline, ROOT } from '../support/cli.ts';

/** A disk of 4 MB, where this process may mount one. */
function smallDisk(): string | null {
  const folder = freshFolder('small-disk');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
  return mounted.status === 0 ? folder : null;
}

const disk = smallDisk();
if (disk === null)
  process.stdout.write('No small disk can be mounted here (that takes root on Linux).\n');
afterAll(() => {
  if (disk !== null) execFileSync('umount', [disk]);
});

describe.skipIf(disk === null)('a full disk', () => {
  it('refuses a picture in words, keeps nothing of it, and takes the next that fits', async () => {
    const folder = join(disk ?? '', 'incoming');
    const store = new PictureStore(folder, { maxPictureBytes: 1e9, maxTotalBytes: 1e9 });
    await store.open();
    async function* body(bytes: number): AsyncGenerator<Uint8Array> {
      for (let sent = 0; sent < bytes; sent += 50_000) yield new Uint8Array(50_000).fill(sent);
    }
    await expect(store.put('large.jpg', body(6_000_000))).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(await store.put('small.jpg', body(50_000))).toMatchObject({ bytes: 50_000 });
  });

  it('refuses a model in words and leaves no half of it', async () => {
    const data = join(disk ?? '', 'data');
    const model = join(ROOT, 'resources/models/yolov8n-demo/model.onnx');
    const ended = await pitchline(['models', 'import', model, '--json'], { data });
    expect(ended.status).toBe(1);
    expect(jsonLines(ended.stdout)).toEqual([
      { error: { code: 'DISK_FULL', message: expect.stringContaining('no room') } },
    ]);
    const list = await pitchline(['models', 'list', '--json'], { data });
    expect(list.status).toBe(0);
    expect(jsonLines(list.stdout)).toEqual([]);
  }, 120_000);
});
