import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { InspectionSchema } from '../../../src/shared/domain.ts';
import { freshFolder, jsonLines, pitchline, ROOT } from '../../support/cli.ts';
import { sharedPictures } from '../../support/shared-pictures.ts';

const data = freshFolder();
const demo = join(ROOT, 'resources/demo');
const shared = sharedPictures();

async function inspect(...args: readonly string[]) {
  const ended = await pitchline(['inspect', '--json', ...args], { data });
  const inspections = jsonLines(ended.stdout).map((line) => InspectionSchema.parse(line));
  return { ...ended, inspections };
}

beforeAll(async () => {
  // Installs the demo models once, so that the tests below measure nothing else.
  expect((await pitchline(['models', 'list'], { data })).status).toBe(0);
}, 120_000);

describe('inspect', () => {
  it.each(['yolo', 'mask2former'])(
    'judges the demo pictures with %s: a good one OK, defects NG, in natural order',
    async (model) => {
      const { status, inspections } = await inspect(demo, '--model', model);
      expect(status).toBe(0);
      const files = inspections.map(({ file }) => file);
      expect(files.length).toBeGreaterThanOrEqual(12);
      expect(files).toEqual([...files].sort(new Intl.Collator('en', { numeric: true }).compare));
      for (const { detections, device, error, model: used } of inspections) {
        expect(error).toBeNull();
        expect(device).toBe('cpu');
        expect(used?.kind).toBe(model);
        for (const { mask } of detections) expect(mask !== undefined).toBe(model === 'mask2former');
      }
      const isGood = (file: string): boolean => file.includes('good');
      const right = inspections.filter(({ file, verdict }) => (verdict === 'ok') === isGood(file));
      // The demo models are small: nearly all, not all.
      expect(right.length).toBeGreaterThanOrEqual(files.length - 2);
    },
    120_000,
  );

  it('writes pictures with the defects drawn on them', async () => {
    const overlay = freshFolder('overlay');
    const picture = readdirSync(demo).find((name) => name.includes('crack')) ?? '';
    await inspect(join(demo, picture), '--overlay', overlay);
    expect(existsSync(join(overlay, `${picture}.png`))).toBe(true);
  });

  it('goes on after pictures that cannot be judged, says why in each, and ends with 1', async () => {
    const folder = freshFolder('bad');
    mkdirSync(join(folder, 'a folder.jpg'));
    writeFileSync(join(folder, 'empty.jpg'), '');
    writeFileSync(join(folder, 'text named.png'), 'this is a text\n');
    const good = readdirSync(demo).find((name) => name.includes('good')) ?? '';
    const { status, inspections } = await inspect(
      join(folder, 'empty.jpg'),
      join(folder, 'text named.png'),
      join(folder, 'gone.jpg'),
      join(demo, good),
    );
    expect(status).toBe(1);
    expect(inspections.map(({ error }) => error?.code ?? null)).toEqual([
      'PICTURE_EMPTY',
      'PICTURE_UNSUPPORTED',
      'PICTURE_NOT_FOUND',
      null,
    ]);
    expect(inspections.slice(0, 3).every(({ verdict }) => verdict === 'error')).toBe(true);
  });

  it.each([
    [['--model', 'nothing', demo], 1],
    [['--confidence', '2', demo], 2],
    [['--confidence', '', demo], 2],
    [['--tile', 'many', demo], 2],
    [['--device', 'abacus', demo], 2],
    [['--recipe', 'nothing', demo], 1],
    [[], 2],
  ])('refuses %j with status %i and an error on standard output', async (args, status) => {
    const ended = await pitchline(['inspect', '--json', ...args], { data });
    expect(ended.status).toBe(status);
    const [only, ...rest] = jsonLines(ended.stdout);
    expect(only).toHaveProperty('error.code');
    expect(rest).toEqual([]);
    expect(ended.stderr).not.toBe('');
  });

  it.skipIf(process.platform !== 'linux')('refuses a device that is not there', async () => {
    const good = readdirSync(demo).find((name) => name.includes('good')) ?? '';
    const { status, inspections } = await inspect(join(demo, good), '--device', 'directml');
    expect(status).toBe(1);
    expect(inspections[0]).toMatchObject({
      verdict: 'error',
      error: { code: 'DEVICE_NOT_AVAILABLE' },
    });
  });

  it.skipIf(shared === null)(
    'reads the awkward files as their manifest says',
    async () => {
      const { status, inspections } = await inspect(join(shared ?? '', 'awkward'));
      expect(status).toBe(1);
      const seen = Object.fromEntries(
        inspections.map(({ file, width, height, error }) => [
          file.slice(file.lastIndexOf('/') + 1),
          error?.code ?? `${width} x ${height}`,
        ]),
      );
      expect(seen).toEqual({
        'empty.jpg': 'PICTURE_EMPTY',
        'gear progressive ünïcode 齿轮.jpg': '512 x 512',
        'gear_1x1.png': '1 x 1',
        'gear_cmyk.jpg': '512 x 512',
        'gear_exif1.jpg': '400 x 512',
        'gear_exif3.jpg': '400 x 512',
        'gear_exif6.jpg': '400 x 512',
        'gear_exif8.jpg': '400 x 512',
        'gear_gray16.tif': '512 x 512',
        'gear_gray16_full.png': '512 x 512',
        'gear_gray.jpg': '512 x 512',
        'gear_gray8_bottomup.bmp': '509 x 512',
        'gear_gray8_topdown_720style.bmp': '509 x 512',
        'gear_half_written.jpg': 'PICTURE_TRUNCATED',
        'gear_palette.png': '512 x 512',
        'gear_really_png.jpg': '512 x 512',
        'gear_rgb24.bmp': '512 x 512',
        'gear_rgba_cut.png': '512 x 512',
      });
    },
    120_000,
  );
});
