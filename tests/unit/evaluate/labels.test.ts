import { mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapClasses } from '../../../src/main/evaluate/class-map.ts';
import { readDataset } from '../../../src/main/evaluate/read-dataset.ts';

const SIZE = { width: 40, height: 20 };
const IMAGE = { id: 7, file_name: 'a.png', ...SIZE };
const CATEGORY = { id: 3, name: 'crack' };
const LABEL = { id: 1, image_id: 7, category_id: 3, bbox: [2, 3, 10, 5] };

/** A folder with these files in it. */
function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'pitchline-labels-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

function read(data: string) {
  return readDataset({ data, pictures: undefined, split: undefined });
}

function coco(change: object = {}, label: object = {}): string {
  const annotations = [{ ...LABEL, ...label }];
  return JSON.stringify({ images: [IMAGE], categories: [CATEGORY], annotations, ...change });
}

describe('COCO files', () => {
  it.each([
    ['polygons', [[0, 0, 4, 0, 4, 4, 0, 4]], 16],
    ['uncompressed run lengths', { size: [20, 40], counts: [0, 5, 795] }, 5],
    ['compressed run lengths', { size: [20, 40], counts: '05kh0' }, 5],
  ])('%s become masks', async (_, segmentation, area) => {
    const data = await read(folder({ 'annotations.json': coco({}, { segmentation, iscrowd: 1 }) }));
    const [label] = data.pictures[0]!.labels(SIZE);
    expect(label).toMatchObject({ classId: 0, area, crowd: true, box: [2, 3, 10, 5] });
    expect(label!.mask).not.toBeNull();
  });

  it('finds pictures in images beside the file, and goes by the ids of the images', async () => {
    const images = [IMAGE, { ...IMAGE, id: 2, file_name: 'b.png' }];
    const root = folder({ 'labels.json': coco({ images }), 'images/b.png': '' });
    const { pictures, classes, used } = await read(root);
    expect(pictures.map(({ name }) => name)).toEqual(['b.png', 'a.png']);
    expect(pictures[0]!.path).toBe(join(root, 'images/b.png'));
    expect([classes, [...used]]).toEqual([['crack'], [0]]);
  });

  it('refuses a picture of another size, and says of labels that lie nowhere that they do', async () => {
    const data = await read(folder({ 'a.json': coco({}, { bbox: [50, 3, 10, 5] }) }));
    expect(data.notes.join()).toContain('1 labels lie outside');
    const turned = { width: 20, height: 40 };
    expect(() => data.pictures[0]!.labels(turned)).toThrow('40 x 20 and the upright picture');
  });

  it.each([
    ['an empty file', '', 'the file is empty'],
    ['half a file', coco().slice(0, 60), 'is no JSON'],
    ['NaN', coco().replace('[2,', '[NaN,'), 'NaN and Infinity'],
    ['infinity', coco().replace('[2,', '[1e999,'), 'annotations[0].bbox[0]'],
    ['a negative side', coco({}, { bbox: [2, 3, -1, 5] }), 'annotations[0].bbox[2]'],
    ['three numbers for a box', coco({}, { bbox: [2, 3, 1] }), 'annotations[0].bbox'],
    ['an unknown category', coco({}, { category_id: 9 }), 'no category has the id 9'],
    ['an unknown picture', coco({}, { image_id: 9 }), 'no image has the id 9'],
    ['a picture twice', coco({ images: [IMAGE, IMAGE] }), 'the id 7 comes twice'],
    ['a polygon of two points', coco({}, { segmentation: [[1, 1, 2, 2]] }), 'segmentation'],
    [
      'run lengths of another size',
      coco({}, { segmentation: { size: [2, 2], counts: [4] } }),
      'for 2 x 2',
    ],
    [
      'run lengths that end early',
      coco({}, { segmentation: { size: [20, 40], counts: [4] } }),
      'covers 4',
    ],
    ['neither box nor mask', coco({}, { bbox: undefined }), 'neither a bbox nor'],
    ['no pictures', coco({ images: [], annotations: [] }), 'at least one picture'],
    ['another document', '[]', 'it'],
  ])('refuses %s', async (_, text, why) => {
    const refused = read(folder({ 'annotations.json': text }));
    await expect(refused).rejects.toMatchObject({ code: 'LABELS_INVALID' });
    await expect(refused).rejects.toThrow(why);
  });

  it('refuses two gigabytes without reading them', async () => {
    const root = folder({});
    const path = join(root, 'annotations.json');
    writeFileSync(path, '');
    truncateSync(path, 2_000_000_000);
    await expect(read(root)).rejects.toMatchObject({ code: 'LABELS_TOO_LARGE' });
  });
});

describe('YOLO labels', () => {
  const YAML = 'path: .\nval: images\nnames:\n  0: crack\n  1: fold\n';

  it('reads boxes and outlines, and takes pictures without labels for good ones', async () => {
    const root = folder({
      'data.yaml': YAML,
      'images/a.png': '',
      'images/b.png': '',
      'labels/a.txt': '1 0.5 0.5 0.5 0.5\n\n0 0 0 0.25 0 0.25 0.5 0 0.5\n',
    });
    const { classes, pictures, notes, used } = await read(root);
    expect(classes).toEqual(['crack', 'fold']);
    expect([...used].sort()).toEqual([0, 1]);
    const [box, outline] = pictures[0]!.labels(SIZE);
    expect(box).toMatchObject({ classId: 1, box: [10, 5, 20, 10], mask: null, area: 200 });
    expect(outline).toMatchObject({ classId: 0, box: [0, 0, 10, 10], area: 100 });
    expect(pictures[1]!.labels(SIZE)).toEqual([]);
    expect(notes.join()).toContain('1 pictures have no label file');
  });

  it('finds the folders of a download whose paths begin one folder up', async () => {
    const yaml =
      "train: ../train/images\nval: ../valid/images\nnames: ['crack']\nroboflow: {a: 1}\n";
    const { pictures } = await read(folder({ 'data.yaml': yaml, 'images/a.png': '' }));
    expect(pictures.map(({ name }) => name)).toEqual(['a.png']);
  });

  it('keeps labels without their picture as a picture that cannot be judged', async () => {
    const root = folder({ 'data.yaml': YAML, 'images/a.png': '', 'labels/gone.txt': '0 0 0 1 1' });
    const { pictures } = await read(root);
    expect(pictures.map(({ name }) => name)).toEqual(['a.png', 'gone.jpg']);
  });

  it.each([
    ['3 numbers', '0 0.1 0.1', 'a.txt:1: 2 numbers after the class'],
    ['3 numbers after the class', '0 0.1 0.1 0.1', '3 numbers after the class'],
    ['an odd outline', '0 0 0 1 0 1 1 0', '7 numbers after the class'],
    ['NaN', '\n0 nan 0.1 0.1 0.1', 'a.txt:2: "nan" is no share'],
    ['pixels', '0 100 20 30 40', '"100" is no share'],
    ['a class that has no name', '2 0.1 0.1 0.1 0.1', 'names 0 to 1'],
    ['half a class', '0.5 0.1 0.1 0.1 0.1', 'is no class'],
  ])('refuses %s and names the line', async (_, text, why) => {
    const refused = read(folder({ 'data.yaml': YAML, 'images/a.png': '', 'labels/a.txt': text }));
    await expect(refused).rejects.toMatchObject({ code: 'LABELS_INVALID' });
    await expect(refused).rejects.toThrow(why);
  });

  it.each([
    ['no labels', { 'images/a.png': '' }, 'has no labels'],
    ['two that may be them', { 'a.json': '', 'b.json': '' }, 'a.json, b.json'],
    ['folders that are not there', { 'data.yaml': 'val: gone\nnames: [a]\n' }, 'is there'],
  ])('says of a folder with %s what it looks for', async (_, files, why) => {
    const refused = read(folder(files));
    await expect(refused).rejects.toMatchObject({ code: 'LABELS_NOT_FOUND' });
    await expect(refused).rejects.toThrow(why);
  });
});

describe('classes', () => {
  const data = { classes: ['Riss', 'oil', 'fold'], used: new Set([0, 2]) };
  const model = ['crack', 'fold'];

  it('go by name or by what was said, and those that no label has need no partner', () => {
    const { toModel, notes } = mapClasses(data, model, [{ data: 'Riss', model: 'crack' }]);
    expect(toModel).toEqual([0, null, 1]);
    expect(notes.join()).toContain('oil');
  });

  it.each([
    [[], 'does not know "Riss"'],
    [[{ data: 'Rost', model: 'crack' }], 'the data has no class "Rost"'],
    [[{ data: 'Riss', model: 'rust' }], 'the model has no class "rust"'],
  ])('that do not fit are told with both lists (%j)', (renamings, why) => {
    const run = (): unknown => mapClasses(data, model, renamings);
    expect(run).toThrow(why);
    expect(run).toThrow('Of the data: Riss, oil, fold. Of the model: crack, fold.');
  });
});
