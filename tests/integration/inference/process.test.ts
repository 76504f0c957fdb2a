import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { brightnessYolo, writeOnnx } from '../../unit/models/onnx-writer.ts';
import { jobFor, openBench } from './machine.ts';

const bench = openBench();

describe('the inference process', () => {
  it('examines a model: what it is, and that it runs', async () => {
    const model = await bench.model();
    expect(model.spec).toMatchObject({
      kind: 'yolo',
      task: 'detect',
      classes: ['crack'],
      imageSize: [32, 32],
      input: { name: 'images', shape: [1, 3, 32, 32] },
    });
  });

  it('judges pictures, measures what it finds and how long each step took', async () => {
    const model = await bench.model();
    const engine = bench.engine();
    const white = await bench.picture('weiß 白 1.png', 255, { width: 64, height: 64 });
    const found = await engine.judge(jobFor(white, model));
    expect(found).toMatchObject({ width: 64, height: 64, device: 'cpu', overlayPng: null });
    expect(found.sha256).toMatch(/^[0-9a-f]{64}$/);
    const [detection, ...others] = found.detections;
    expect(others).toEqual([]);
    // The network's box is 8…24 of 32, and the picture is twice its size.
    expect(detection?.className).toBe('crack');
    expect(detection?.box[0]).toBeCloseTo(16, 0);
    expect(detection?.box[2]).toBeCloseTo(48, 0);
    expect(detection!.lengthPx).toBeGreaterThan(20);
    const { timings } = found;
    expect(Math.min(timings.decodeMs, timings.inferenceMs)).toBeGreaterThan(0);
    const stages = timings.decodeMs + timings.preprocessMs + timings.inferenceMs;
    expect(timings.totalMs).toBeCloseTo(stages + timings.postprocessMs);

    const black = await bench.picture('black.png', 0);
    expect((await engine.judge(jobFor(black, model))).detections).toEqual([]);
  });

  it('holds several models, and follows the thresholds of each job', async () => {
    const [strong, weak] = [await bench.model(1), await bench.model(0.5)];
    const engine = bench.engine();
    const white = await bench.picture('white.png', 255);
    const count = async (model: typeof strong, confidence?: number) => {
      const options = confidence === undefined ? {} : { confidence };
      return (await engine.judge(jobFor(white, model, { options }))).detections.length;
    };
    expect(
      await Promise.all([count(strong), count(weak), count(weak, 0.6), count(strong, 0.6)]),
    ).toEqual([1, 1, 0, 1]);
    expect(engine.children).toHaveLength(1);
  });

  it('loads a model once: its file is not needed again', async () => {
    const model = await bench.model();
    const path = await bench.put('once.onnx', await readFile(model.path));
    const engine = bench.engine();
    const white = await bench.picture('white.png', 255);
    const judge = async () => (await engine.judge(jobFor(white, { ...model, path }))).detections;
    const first = await judge();
    await rm(path);
    expect(await judge()).toEqual(first);
    expect(first).toHaveLength(1);
  });

  it('judges by tiles, and a tile that is the whole picture is no tile', async () => {
    const model = await bench.model();
    const engine = bench.engine();
    const wide = await bench.picture('wide.png', 255, { width: 128, height: 64 });
    const judge = async (tiling: Parameters<typeof jobFor>[2]) =>
      (await engine.judge(jobFor(wide, model, tiling))).detections;
    const tiling = { size: { pixels: 64 }, overlap: 0, whole: false };
    const tiled = await judge({ options: { tiling } });
    expect(
      tiled.map(({ box }) => Math.round((box[0] + box[2]) / 2)).toSorted((a, b) => a - b),
    ).toEqual([32, 96]);
    const whole = { size: { pixels: 500 }, overlap: 0, whole: false };
    expect(await judge({ options: { tiling: whole } })).toEqual(await judge({}));
    // A model's own tiling holds unless the job says otherwise.
    expect(await judge({ model: { ...model, tiling } })).toEqual(tiled);
    expect(await judge({ model: { ...model, tiling }, options: { tiling: null } })).toEqual(
      await judge({}),
    );
  });

  it('draws an overlay and renders copies for a screen', async () => {
    const model = await bench.model();
    const engine = bench.engine();
    const white = await bench.picture('drawn.png', 255, { width: 300, height: 200 });
    const { overlayPng } = await engine.judge(jobFor(white, model, { overlay: true }));
    expect(await sharp(overlayPng!).metadata()).toMatchObject({
      format: 'png',
      width: 300,
      height: 200,
    });
    const copy = await engine.render({ picturePath: white, maxSide: 150 });
    expect(copy).toMatchObject({
      width: 150,
      height: 100,
      originalWidth: 300,
      originalHeight: 200,
    });
    expect(await sharp(copy.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 150 });
    const small = await engine.render({ picturePath: white, maxSide: 5000 });
    expect(small).toMatchObject({ width: 300, height: 200 });
  });
});

/** A 24-bit BMP that says its size and has no pixels. */
function bmpHeader(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return header;
}

describe('what cannot be judged', () => {
  it('is an error with its code, and the rest of the batch goes on', async () => {
    const model = await bench.model();
    const engine = bench.engine();
    const good = await bench.picture('good.png', 255);
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
    const jpeg = await sharp({
      create: { width: 300, height: 200, channels: 3, background: 'white', noise },
    })
      .jpeg()
      .toBuffer();
    const paths = [
      good,
      join(bench.folder(), 'gone.png'),
      await bench.put('text.png', 'no picture'),
      await bench.put('empty.png', ''),
      bench.folder(),
      await bench.put('half.jpg', jpeg.subarray(0, jpeg.length / 2)),
      await bench.put('huge.bmp', bmpHeader(100_000, 100_000)),
      await bench.picture('größe 齿轮 1.png', 255),
    ];
    const outcomes = await Promise.allSettled(
      paths.map((path) => engine.judge(jobFor(path, model))),
    );
    expect(
      outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'judged')),
    ).toEqual([
      'judged',
      'PICTURE_NOT_FOUND',
      'PICTURE_UNSUPPORTED',
      'PICTURE_EMPTY',
      'PICTURE_IS_DIRECTORY',
      'PICTURE_TRUNCATED',
      'PICTURE_TOO_LARGE',
      'judged',
    ]);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason.message).toMatch(/^[A-Z].*\.$/s);
    expect(engine.children).toHaveLength(1);
  });

  it('a model file that was changed after its import', async () => {
    const model = await bench.model();
    const path = await bench.put('changed.onnx', brightnessYolo({ scale: 0.7 }));
    const white = await bench.picture('white.png', 255);
    await expect(bench.engine().judge(jobFor(white, { ...model, path }))).rejects.toMatchObject({
      code: 'MODEL_LOAD_FAILED',
      message: expect.stringContaining('Import it again'),
    });
  });

  const identity = (operator: string, opset?: number): Uint8Array =>
    writeOnnx({
      inputs: [{ name: 'images', shape: [1, 3, 32, 32] }],
      outputs: [{ name: 'output0', shape: [1, 5, 21] }],
      nodes: [{ operator, inputs: ['images'], outputs: ['output0'] }],
      metadata: { task: 'detect', names: "{0: 'crack'}" },
      ...(opset === undefined ? {} : { opset }),
    });
  it.each<[string, Uint8Array, string]>([
    ['an operator that nobody has', identity('Frobnicate'), 'MODEL_LOAD_FAILED'],
    ['an opset of the future', identity('Identity', 99), 'MODEL_UNSUPPORTED'],
    ['an output that is not what the file says', identity('Identity'), 'MODEL_UNSUPPORTED'],
    ['a cut file', brightnessYolo().subarray(0, 300), 'MODEL_TRUNCATED'],
  ])('a model with %s', async (_, bytes, code) => {
    const path = await bench.put('bad.onnx', bytes);
    await expect(bench.engine().examine(path, {})).rejects.toMatchObject({ code });
  });
});

describe('devices', () => {
  it('are probed, each with a reason, and the CPU is there', { timeout: 60_000 }, async () => {
    const engine = bench.engine();
    const devices = await engine.devices();
    expect(devices.map(({ device }) => device)).toEqual([
      'cuda',
      'directml',
      'webgpu',
      'coreml',
      'cpu',
    ]);
    for (const { reason } of devices) expect(reason).not.toBe('');
    expect(devices.at(-1)).toEqual({ device: 'cpu', available: true, reason: 'CPU, 1 thread' });
    console.log(devices.map(({ device, reason }) => `${device}: ${reason}`).join('\n'));
  });

  it('that are not there are refused by name; auto says what ran', {
    timeout: 60_000,
  }, async () => {
    const model = await bench.model();
    const engine = bench.engine({ parityPictures: [await bench.picture('parity.png', 255)] });
    const white = await bench.picture('white.png', 255);
    const { device } = await engine.judge(jobFor(white, model, { device: 'auto' }));
    const devices = await engine.devices();
    expect(devices.find((candidate) => candidate.device === device)?.available).toBe(true);
    const absent = devices.filter(({ available }) => !available);
    expect(absent.length).toBeGreaterThan(0);
    for (const { device: wish } of absent) {
      await expect(engine.judge(jobFor(white, model, { device: wish }))).rejects.toMatchObject({
        code: 'DEVICE_NOT_AVAILABLE',
      });
    }
  });

  it('are compared with the CPU', async () => {
    const model = await bench.model();
    const pictures = [await bench.picture('p1.png', 255), await bench.picture('p2.png', 200)];
    const report = await bench.engine().parity(model, 'cpu', pictures);
    expect(report).toMatchObject({ pictures: 2, detections: 2, matched: 2, passed: true });
    expect(report.maxBoxDifferencePx).toBe(0);
  });
});
