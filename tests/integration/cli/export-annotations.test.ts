import { readdirSync, readFileSync } from 'node:fs';
import { appendFile, copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Detection } from '../../../src/shared/domain.ts';
import {
  fromBitmap,
  fromCocoMask,
  maskArea,
  maskBounds,
  toCocoMask,
} from '../../../src/shared/masks/index.ts';
import { freshFolder, jsonLines, pitchline, ROOT, serve } from '../../support/cli.ts';

const DEMO = join(ROOT, 'resources/demo');

interface Coco {
  readonly images: readonly {
    readonly id: number;
    readonly file_name: string;
    readonly width: number;
    readonly height: number;
    readonly sha256: string;
    readonly source: string;
  }[];
  readonly annotations: readonly {
    readonly id: number;
    readonly image_id: number;
    readonly category_id: number;
    readonly bbox: readonly [number, number, number, number];
    readonly area: number;
    readonly iscrowd: number;
    readonly segmentation: { readonly size: [number, number]; readonly counts: string } | [];
  }[];
  readonly categories: readonly { readonly id: number; readonly name: string }[];
}

/** Reads it as pycocotools does: by ids, and every mask in pixels. */
function checked(folder: string): Coco {
  const coco = JSON.parse(readFileSync(join(folder, 'annotations.json'), 'utf8')) as Coco;
  const images = new Map(coco.images.map((image) => [image.id, image]));
  const categories = new Set(coco.categories.map(({ id }) => id));
  expect(images.size).toBe(coco.images.length);
  expect(categories.size).toBe(coco.categories.length);
  expect(new Set(coco.annotations.map(({ id }) => id)).size).toBe(coco.annotations.length);
  for (const { image_id, category_id, bbox, area, iscrowd, segmentation } of coco.annotations) {
    const image = images.get(image_id)!;
    const [x, y, width, height] = bbox;
    expect(categories.has(category_id)).toBe(true);
    expect(iscrowd).toBe(0);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(image.width);
    expect(y + height).toBeLessThanOrEqual(image.height);
    if ('counts' in segmentation) {
      expect(segmentation.size).toEqual([image.height, image.width]);
      const mask = fromCocoMask(segmentation);
      expect(maskArea(mask)).toBe(area);
      expect(maskBounds(mask)).toEqual({ x, y, width, height });
    } else expect(area).toBeCloseTo(width * height);
  }
  return coco;
}

interface Judged {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly verdict: string;
  readonly detections: readonly Detection[];
}

describe('the export of annotations', () => {
  const data = freshFolder();
  const pictures = freshFolder('pictures');
  const out = freshFolder('out');
  const crack = join(pictures, 'crack.png');
  const pits = join(pictures, 'pits.PNG');
  let judged: ReadonlyMap<string, Judged>;
  const one = (file: string): Judged => judged.get(file)!;

  beforeAll(async () => {
    const names = readdirSync(DEMO).filter((name) => name.includes('pitting'));
    await copyFile(join(DEMO, 'ring-crack-1.png'), crack);
    await copyFile(join(DEMO, names[0]!), pits);
    const { stdout } = await pitchline(['inspect', pictures, '--json'], { data });
    judged = new Map(jsonLines(stdout).map((row) => [String(row.file), row as unknown as Judged]));
    const station = await serve(data);
    try {
      const post = async (path: string, body: unknown): Promise<void> => {
        const headers = { 'content-type': 'application/json' };
        const url = `${station.address}/api/v1/inspections/${path}`;
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
        expect([response.status, await response.text()]).toEqual([201, expect.any(String)]);
      };
      const { id, width, height, detections } = one(crack);
      expect(detections.length).toBeGreaterThan(0);
      const bits = new Uint8Array(50).fill(1);
      const mask = toCocoMask(fromBitmap(bits, 10, 5, 20, 30), height, width);
      await post(`${id}/corrections`, {
        detections: detections.map((_, detection) =>
          detection === 0 ? { change: 'deleted', detection } : { change: 'kept', detection },
        ),
        added: [
          { className: 'fold', box: [20, 30, 30, 35], mask },
          { className: 'burr', box: [1.5, 2, 11.5, 22] },
        ],
      });
      await post(`${one(pits).id}/dispositions`, { kind: 'confirm' });
    } finally {
      await station.stop();
    }
  }, 240_000);
  afterAll(async () => {
    for (const folder of [data, pictures, out]) await rm(folder, { recursive: true, force: true });
  });

  const exported = (folder: string, ...args: readonly string[]) =>
    pitchline(['log', 'export-annotations', '--json', '--out', join(out, folder), ...args], {
      data,
    });

  it('is COCO that a reader of the format takes, with what was deleted gone and what was drawn in it', async () => {
    const { status, stdout } = await exported('coco', '--format', 'coco', '--pictures');
    expect(status).toBe(0);
    const { detections, sha256 } = one(crack);
    expect(jsonLines(stdout)).toMatchObject([
      { pictures: 1, annotations: detections.length + 1, missing: [] },
    ]);
    const coco = checked(join(out, 'coco'));
    const [image] = coco.images;
    expect(image).toMatchObject({ file_name: `images/${sha256}.png`, sha256, source: crack });
    expect(readFileSync(join(out, 'coco', image!.file_name))).toEqual(readFileSync(crack));
    const names = coco.categories.map(({ name }) => name);
    // As the model numbers them, then what only people say.
    expect(names).toEqual(['crack', 'fold', 'imperfection', 'pitting', 'burr']);
    const last = coco.annotations.slice(-2);
    expect(last).toMatchObject([
      { category_id: 1, bbox: [20, 30, 10, 5], area: 50 },
      { category_id: 4, bbox: [1.5, 2, 10, 20], area: 200, segmentation: [] },
    ]);
    const list = jsonLines(readFileSync(join(out, 'coco/pictures.jsonl'), 'utf8'));
    expect(list).toMatchObject([
      { fileName: image!.file_name, sha256, path: crack, by: 'correction' },
    ]);
  }, 60_000);

  it('has on wish what people confirmed, and is YOLO with boxes as shares', async () => {
    const { status } = await exported('yolo', '--format', 'yolo', '--pictures', '--all-reviewed');
    expect(status).toBe(0);
    const folder = join(out, 'yolo');
    const stems = [one(crack), one(pits)].map(({ sha256 }) => sha256).sort();
    expect(readdirSync(join(folder, 'images')).sort()).toEqual(stems.map((stem) => `${stem}.png`));
    expect(readdirSync(join(folder, 'labels')).sort()).toEqual(stems.map((stem) => `${stem}.txt`));
    const { sha256, width, height } = one(crack);
    const lines = readFileSync(join(folder, 'labels', `${sha256}.txt`), 'utf8')
      .trim()
      .split('\n');
    const numbers = lines.at(-1)!.split(' ').map(Number);
    expect(numbers[0]).toBe(4);
    const shares = [6.5 / width, 12 / height, 10 / width, 20 / height];
    for (const [n, share] of shares.entries()) expect(numbers[n + 1]).toBeCloseTo(share, 5);
    const confirmed = readFileSync(join(folder, 'labels', `${one(pits).sha256}.txt`), 'utf8');
    expect(
      confirmed
        .trim()
        .split('\n')
        .filter((line) => line !== ''),
    ).toHaveLength(one(pits).detections.length);
    expect(readFileSync(join(folder, 'data.yaml'), 'utf8')).toContain('"4":"burr"');
  }, 60_000);

  it('tells of pictures that are gone, and takes a folder that is empty only', async () => {
    await rm(join(data, 'pictures'), { recursive: true });
    await appendFile(crack, 'changed');
    const { status, stdout, stderr } = await exported('gone', '--format', 'coco', '--pictures');
    expect(status).toBe(0);
    const { sha256 } = one(crack);
    expect(jsonLines(stdout)).toMatchObject([
      { pictures: 0, missing: [{ sha256, why: expect.stringContaining('gone or changed') }] },
    ]);
    expect(stderr).toContain(sha256.slice(0, 12));
    expect(checked(join(out, 'gone')).images).toEqual([]);
    // Labels alone need no picture.
    await exported('labels', '--format', 'coco');
    expect(checked(join(out, 'labels')).images).toMatchObject([{ file_name: crack }]);
    const again = await exported('labels', '--format', 'coco');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('FILE_EXISTS');
    expect((await exported('none', '--format', 'voc')).status).toBe(2);
  }, 90_000);
});
