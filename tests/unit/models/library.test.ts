import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelLibrary } from '../../../src/main/models/library.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import type { ModelSpec } from '../../../src/shared/models.ts';
import { SPEC } from '../inference/fake-process.ts';
import { brightnessYolo, writeOnnx } from './onnx-writer.ts';

let root: string;
let lines: string[];
const examine = vi.fn<(path: string, overrides: object) => Promise<ModelSpec>>();
const release = vi.fn<(sha256: string) => void>();

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pitchline-library-'));
  lines = [];
  examine.mockReset().mockResolvedValue(SPEC);
  release.mockReset();
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

const folder = (): string => join(root, 'data', 'models');
/** As after a restart of the station: nothing remembered. */
const open = (): ModelLibrary =>
  new ModelLibrary(folder(), { examine, release }, (level, message) =>
    lines.push(`${level} ${message}`),
  );
const plain = { overrides: {}, source: 'test' };

async function put(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(root, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

describe('importing', () => {
  it('keeps a copy under its hash, and the first of its kind goes live', async () => {
    const path = await put('gears.onnx', brightnessYolo());
    const library = open();
    const version = await library.importModel(path, { ...plain, source: 'a file' });
    expect(version).toMatchObject({ name: 'gears', version: '1', kind: 'yolo', source: 'a file' });
    expect((await readdir(join(folder(), version.sha256))).toSorted()).toEqual([
      'model.json',
      'model.onnx',
    ]);
    await rm(path);
    const again = open();
    expect(await again.list()).toEqual([version]);
    expect((await again.overview()).live).toEqual({ yolo: version.sha256, mask2former: null });
    const resolved = await again.resolve('yolo');
    expect(resolved.ref).toEqual({ ref: 'gears:1', kind: 'yolo', sha256: version.sha256 });
    expect(await readFile(resolved.engine.path)).toEqual(Buffer.from(brightnessYolo()));
  });

  it('takes along what belongs to the model', async () => {
    const weights = [
      { name: 'w', shape: [4], external: { location: 'parts/w.bin', offset: 0, length: 16 } },
    ];
    const bytes = writeOnnx({ inputs: [], outputs: [], nodes: [], weights });
    const path = await put('big/model.onnx', bytes);
    await put('big/parts/w.bin', new Uint8Array(16));
    await put('big/config.json', '{}');
    await put('big/notes.txt', 'not a part of it');
    const { sha256, name } = await open().importModel(path, plain);
    expect(name).toBe('big');
    expect((await readdir(join(folder(), sha256), { recursive: true })).toSorted()).toEqual([
      'config.json',
      'model.json',
      'model.onnx',
      'parts',
      join('parts', 'w.bin'),
    ]);
    // Other weights make another model, although its .onnx file is the same.
    await put('big/parts/w.bin', new Uint8Array(16).fill(1));
    expect((await open().importModel(path, plain)).sha256).not.toBe(sha256);
  });

  it('counts the versions of a name, and does not replace what is live', async () => {
    const library = open();
    const first = await library.importModel(await put('a.onnx', brightnessYolo()), {
      ...plain,
      name: 'gears',
    });
    const other = await put('b.onnx', brightnessYolo({ name: 'fold' }));
    const second = await library.importModel(other, { ...plain, name: 'gears' });
    expect([first.version, second.version]).toEqual(['1', '2']);
    expect((await library.find('gears')).sha256).toBe(first.sha256);
    expect((await library.find('gears:2')).sha256).toBe(second.sha256);
  });

  it('the same file again is the version that is there, with another chance for it', async () => {
    const path = await put('a.onnx', brightnessYolo());
    const library = open();
    const first = await library.importModel(path, plain);
    const again = await library.importModel(path, { ...plain, name: 'another' });
    expect(again).toEqual(first);
    expect(await library.list()).toHaveLength(1);
    expect(release).toHaveBeenCalledWith(first.sha256);
  });

  it('the same file with other overrides is read anew', async () => {
    const path = await put('a.onnx', brightnessYolo());
    const library = open();
    const first = await library.importModel(path, plain);
    examine.mockResolvedValue({ ...SPEC, classes: ['scratch'] });
    const again = await library.importModel(path, {
      ...plain,
      overrides: { classes: ['scratch'] },
    });
    expect(again).toMatchObject({ version: first.version, spec: { classes: ['scratch'] } });
    expect(await open().list()).toEqual([again]);
  });

  it('a file that is swapped between its check and its copy is refused, and nothing is kept', async () => {
    const path = await put('gears.onnx', brightnessYolo());
    examine.mockImplementation(async () => {
      await put('gears.onnx', brightnessYolo({ name: 'fold' }));
      return SPEC;
    });
    await expect(open().importModel(path, plain)).rejects.toMatchObject({
      code: 'MODEL_NOT_READABLE',
      message: expect.stringContaining('changed while it was imported'),
    });
    expect(await open().list()).toEqual([]);
    expect(await readdir(folder())).toEqual([]);
  });

  it('a refused file leaves nothing behind', async () => {
    examine.mockRejectedValue(new PitchlineError('MODEL_UNSUPPORTED', 'It is for poses.'));
    const path = await put('pose.onnx', brightnessYolo());
    await expect(open().importModel(path, plain)).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
    });
    expect(await open().list()).toEqual([]);
    expect(await readdir(folder())).toEqual([]);
  });
});

describe('going live', () => {
  it('and back: the one before is remembered over a restart', async () => {
    const library = open();
    const first = await library.importModel(await put('a.onnx', brightnessYolo()), plain);
    const path = await put('b.onnx', brightnessYolo({ name: 'fold' }));
    const second = await library.importModel(path, plain);
    await expect(library.rollback('yolo')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    await library.activate('b');
    expect((await open().overview()).live.yolo).toBe(second.sha256);
    await expect(library.remove('b')).rejects.toMatchObject({ code: 'MODEL_IN_USE' });
    expect(await open().rollback('yolo')).toEqual(first);
    const restarted = open();
    expect((await restarted.overview()).live.yolo).toBe(first.sha256);
    await restarted.remove('b');
    expect(await open().list()).toEqual([first]);
  });
});

describe('a damaged library', () => {
  async function twoModels() {
    const library = open();
    const good = await library.importModel(await put('a.onnx', brightnessYolo()), plain);
    const path = await put('b.onnx', brightnessYolo({ name: 'fold' }));
    return { good, bad: await library.importModel(path, plain) };
  }
  const damages: readonly (readonly [string, (own: string) => Promise<unknown>, RegExp])[] = [
    ['a short model', (own) => truncate(join(own, 'model.onnx'), 10), /10 bytes instead of/],
    ['no model', (own) => rm(join(own, 'model.onnx')), /model\.onnx is missing/],
    ['no description', (own) => rm(join(own, 'model.json')), /model\.json is missing/],
    ['half a description', (own) => truncate(join(own, 'model.json'), 20), /cannot be understood/],
  ];

  it.each(damages)('%s: told, and the others are there', async (_, damage, reason) => {
    const { good, bad } = await twoModels();
    await damage(join(folder(), bad.sha256));
    const overview = await open().overview();
    expect(overview.models).toEqual([good]);
    expect(overview.damaged).toEqual([
      { folder: join(folder(), bad.sha256), reason: expect.stringMatching(reason) },
    ]);
    expect(lines.join()).toContain(bad.sha256);
  });

  it('is mended by importing the model again', async () => {
    const { bad } = await twoModels();
    await truncate(join(folder(), bad.sha256, 'model.onnx'), 10);
    const library = open();
    await library.importModel(join(root, 'b.onnx'), plain);
    expect((await library.overview()).damaged).toEqual([]);
    expect((await library.find(bad.sha256)).name).toBe('b');
  });

  it('without a readable live.json has no live model, and says so', async () => {
    await twoModels();
    await writeFile(join(folder(), 'live.json'), '{"yolo": ');
    expect((await open().overview()).live.yolo).toBeNull();
    expect(lines.join()).toMatch(/live\.json cannot be understood/);
  });

  it('forgets what a crash left unfinished', async () => {
    await twoModels();
    await mkdir(join(folder(), '.unfinished-1'));
    await open().installBundled(join(root, 'none'));
    expect((await readdir(folder())).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('a path instead of a name', () => {
  it('is used from where it lies and examined once', async () => {
    const path = await put('my models/gears.onnx', brightnessYolo());
    const library = open();
    const [one, two] = await Promise.all([library.resolve(path), library.resolve(path)]);
    expect(one).toEqual(two);
    expect(one.engine).toMatchObject({ path, tiling: null });
    expect(examine).toHaveBeenCalledTimes(1);
    expect(await library.list()).toEqual([]);
  });

  it('is examined again after a failure, and when it has changed', async () => {
    const path = await put('gears.onnx', brightnessYolo());
    const library = open();
    examine.mockRejectedValueOnce(new PitchlineError('MODEL_LOAD_FAILED', 'no'));
    await expect(library.resolve(path)).rejects.toMatchObject({ code: 'MODEL_LOAD_FAILED' });
    const before = await library.resolve(path);
    await put('gears.onnx', brightnessYolo({ name: 'another class' }));
    expect((await library.resolve(path)).engine.sha256).not.toBe(before.engine.sha256);
    await expect(library.resolve(join(root, 'no.onnx'))).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
    });
  });
});

describe('the bundled models', () => {
  const tiles = { size: { share: 0.7 }, overlap: 0.25, whole: true };
  const manifest = (name: string, kind: string): string =>
    JSON.stringify({ name, version: '3', kind, tiles, licence: 'AGPL-3.0', description: 'demo' });

  async function bundle(): Promise<string> {
    await put('res/demo/model.onnx', brightnessYolo());
    await put('res/demo/pitchline.json', manifest('demo', 'yolo'));
    await put('res/broken/pitchline.json', '{');
    await put('res/README.md', 'no folder');
    return join(root, 'res');
  }

  it('are installed and live on the first start, with their tiles; a broken one is told', async () => {
    const library = open();
    await library.installBundled(await bundle());
    const { models, live } = await library.overview();
    expect(models).toMatchObject([
      { name: 'demo', version: '3', tiling: tiles, licence: 'AGPL-3.0', source: 'bundled' },
    ]);
    expect(live.yolo).toBe(models[0]?.sha256);
    expect(lines.join()).toMatch(/warn .*broken/);
    expect((await library.resolve('yolo')).engine.tiling).toEqual(tiles);
  });

  it('are left alone where a model of the kind is live', async () => {
    const library = open();
    const path = await put('own.onnx', brightnessYolo({ name: 'mine' }));
    const own = await library.importModel(path, plain);
    await library.installBundled(await bundle());
    expect(await library.list()).toEqual([own]);
  });

  it('that do not work do not keep the station from starting', async () => {
    examine.mockRejectedValue(new PitchlineError('MODEL_LOAD_FAILED', 'It does not load.'));
    const library = open();
    await library.installBundled(await bundle());
    expect(lines.join()).toMatch(/error .*demo.*does not load/);
    expect(await library.list()).toEqual([]);
  });
});
