import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOnnxFile } from '../../../src/main/models/onnx-file.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import {
  brightnessYolo,
  type NodeText,
  type OnnxText,
  type Weight,
  writeOnnx,
} from './onnx-writer.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchline-onnx-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function put(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const IDENTITY: OnnxText = {
  inputs: [{ name: 'x', shape: ['batch', 3, 'height', 32] }],
  outputs: [{ name: 'y', shape: ['batch', 3, 'height', 32] }],
  nodes: [{ operator: 'Identity', inputs: ['x'], outputs: ['y'] }],
};

describe('what an ONNX file says of itself', () => {
  it('is read without its weights', async () => {
    const path = await put('yolo.onnx', brightnessYolo());
    const { facts, producer, externalData } = await readOnnxFile(path);
    expect(facts).toMatchObject({
      opset: 17,
      inputs: [{ name: 'images', type: 'float32', shape: [1, 3, 32, 32] }],
      outputs: [{ name: 'output0', type: 'float32', shape: [1, 5, 21] }],
      metadata: { author: 'Ultralytics', names: "{0: 'crack'}" },
      config: null,
      preprocessor: null,
    });
    expect(producer).toBe('pitchline tests');
    expect(externalData).toEqual([]);
  });

  it('keeps the names of open sides, and leaves out weights that are listed as inputs', async () => {
    const path = await put(
      'open.onnx',
      writeOnnx({
        ...IDENTITY,
        inputs: [...IDENTITY.inputs, { name: 'w', shape: [1] }],
        weights: [{ name: 'w', shape: [1], values: [1] }],
      }),
    );
    const { facts } = await readOnnxFile(path);
    expect(facts.inputs).toEqual([
      { name: 'x', type: 'float32', shape: ['batch', 3, 'height', 32] },
    ]);
  });

  it('takes the JSON files beside it along, and refuses one that is not JSON', async () => {
    const path = await put('model.onnx', writeOnnx(IDENTITY));
    await put('config.json', '{"model_type": "mask2former"}');
    expect((await readOnnxFile(path)).facts.config).toEqual({ model_type: 'mask2former' });
    await put('preprocessor_config.json', '{"size": ');
    await expect(readOnnxFile(path)).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      message: expect.stringContaining('preprocessor_config.json'),
    });
  });

  it('refuses a JSON file beside it of gigabytes by its size, before it is read', async () => {
    const path = await put('model.onnx', writeOnnx(IDENTITY));
    // Of holes: it takes no room on the disk.
    await truncate(await put('config.json', '{}'), 3e9);
    await expect(readOnnxFile(path)).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      message: expect.stringMatching(/config\.json.*3000000000 bytes/),
    });
  });

  it('takes a side of -1 for an open one, as some exporters mean it', async () => {
    const inputs = [{ name: 'x', shape: [1, 3, -1, -1] }];
    const path = await put('minus.onnx', writeOnnx({ ...IDENTITY, inputs }));
    expect((await readOnnxFile(path)).facts.inputs[0]?.shape).toEqual([1, 3, '?', '?']);
  });
});

describe('what is no ONNX file', () => {
  const cases: readonly (readonly [string, Uint8Array | string, string, RegExp])[] = [
    ['text', 'hello, this is no model\n', 'MODEL_NOT_ONNX', /text file/],
    ['a web page', '<!DOCTYPE html><html>login</html>', 'MODEL_NOT_ONNX', /web page/],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\n',
      'MODEL_NOT_ONNX',
      /git lfs pull/,
    ],
    [
      'PyTorch weights',
      'PK\u0003\u0004......best/data.pkl',
      'MODEL_NOT_ONNX',
      /yolo export .*format=onnx/,
    ],
    ['a ZIP archive', 'PK\u0003\u0004......model.onnx', 'MODEL_NOT_ONNX', /Unpack/],
    ['pickled weights', Uint8Array.of(0x80, 2, 0x8a, 10), 'MODEL_NOT_ONNX', /export-mask2former/],
    [
      'safetensors',
      Buffer.concat([Buffer.from([64, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{"a":1}')]),
      'MODEL_NOT_ONNX',
      /safetensors/,
    ],
    ['a Keras file', Buffer.from('\u0089HDF\r\n\u001a\n', 'latin1'), 'MODEL_NOT_ONNX', /tf2onnx/],
    [
      'noise',
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + 255) % 256),
      'MODEL_NOT_ONNX',
      /not an ONNX/,
    ],
    ['nothing', '', 'MODEL_TRUNCATED', /is empty/],
  ];
  it.each(cases)('%s: refused with what to do', async (_, content, code, message) => {
    const path = await put('best.onnx', content);
    await expect(readOnnxFile(path)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('a missing file and a folder', async () => {
    await expect(readOnnxFile(join(folder, 'none.onnx'))).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
    });
    await expect(readOnnxFile(folder)).rejects.toMatchObject({ code: 'MODEL_NOT_ONNX' });
  });

  it.skipIf(process.platform === 'win32')(
    'a named pipe, which would be waited for without end, and a device',
    async () => {
      const pipe = join(folder, 'pipe.onnx');
      execFileSync('mkfifo', [pipe]);
      for (const path of [pipe, '/dev/zero']) {
        await expect(readOnnxFile(path)).rejects.toMatchObject({
          code: 'MODEL_NOT_ONNX',
          message: expect.stringContaining('not a file'),
        });
      }
    },
  );

  it('a file that ends too soon, wherever it was cut', async () => {
    const whole = brightnessYolo();
    for (const share of [0.05, 0.3, 0.6, 0.9]) {
      const path = await put('cut.onnx', whole.subarray(0, Math.floor(whole.length * share)));
      await expect(readOnnxFile(path)).rejects.toMatchObject({ code: 'MODEL_TRUNCATED' });
    }
  });

  it('never gives anything but a sentence, whatever the bytes', async () => {
    const whole = brightnessYolo();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          const outcome = await readOnnxFile(await put('mutated.onnx', bytes)).catch((e) => e);
          expect(outcome instanceof PitchlineError || !(outcome instanceof Error)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('weights in another file', () => {
  const external = (location: string): Weight => ({
    name: 'w',
    shape: [4],
    external: { location, offset: 0, length: 16 },
  });
  const withWeights = (...weights: Weight[]): Uint8Array => writeOnnx({ ...IDENTITY, weights });

  it('that are there are listed', async () => {
    await put('weights.bin', new Uint8Array(16));
    const path = await put('m.onnx', withWeights(external('weights.bin')));
    expect((await readOnnxFile(path)).externalData).toEqual(['weights.bin']);
  });

  it('that are missing or too short are named', async () => {
    await put('short.bin', new Uint8Array(15));
    const path = await put(
      'm.onnx',
      withWeights(external('gone.bin'), { ...external('short.bin'), name: 'v' }),
    );
    await expect(readOnnxFile(path)).rejects.toMatchObject({
      code: 'MODEL_DATA_MISSING',
      message: expect.stringMatching(/gone\.bin is missing, short\.bin has 15 of 16 bytes/),
    });
  });

  it.each(['../secret', '/etc/passwd', 'a/../../b', 'C:\\x', '\\\\host\\share', '..\\x', ''])(
    'outside the folder are refused: %j',
    async (location) => {
      const path = await put('m.onnx', withWeights(external(location)));
      await expect(readOnnxFile(path)).rejects.toMatchObject({
        code: 'MODEL_UNSUPPORTED',
        message: expect.stringContaining('outside'),
      });
    },
  );
});

describe('a GridSample with a double grid', () => {
  const sampler = (between: readonly NodeText[], weights: readonly Weight[] = []): Uint8Array =>
    writeOnnx({
      ...IDENTITY,
      inputs: [...IDENTITY.inputs, { name: 'points', shape: [1, 4, 4, 2] }],
      nodes: [...between, { operator: 'GridSample', inputs: ['x', 'grid'], outputs: ['y'] }],
      weights,
    });
  const cast = (to: number): NodeText => ({
    operator: 'Cast',
    inputs: ['points'],
    outputs: ['cast'],
    attributes: { to },
  });
  const steps: readonly NodeText[] = [
    { operator: 'Mul', inputs: ['cast', 'two'], outputs: ['twice'] },
    { operator: 'Transpose', inputs: ['twice'], outputs: ['grid'] },
  ];

  it('is refused, naming the exporter that avoids it', async () => {
    const path = await put('m.onnx', sampler([cast(11), ...steps]));
    await expect(readOnnxFile(path)).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      message: expect.stringContaining('pitchline-training export-mask2former'),
    });
  });

  it('is told from one that is cast back to float', async () => {
    const path = await put('m.onnx', sampler([cast(1), ...steps]));
    await expect(readOnnxFile(path)).resolves.toMatchObject({ externalData: [] });
  });

  it('is found when the grid comes from double weights', async () => {
    const path = await put(
      'm.onnx',
      sampler(
        [{ operator: 'Reshape', inputs: ['base'], outputs: ['grid'] }],
        [{ name: 'base', type: 'float64', shape: [2], values: [0, 1] }],
      ),
    );
    await expect(readOnnxFile(path)).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
  });
});
