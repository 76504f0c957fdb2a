import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, jsonLines, pitchline, ROOT } from '../../support/cli.ts';

const data = freshFolder();
const models = join(ROOT, 'tests/golden/models');

const run = async (...args: readonly string[]) => {
  const ended = await pitchline([...args, '--json'], { data });
  return { ...ended, lines: jsonLines(ended.stdout) };
};

describe('models', () => {
  it('come with two demo models, live from the first start', async () => {
    const { status, lines } = await run('models', 'list');
    expect(status).toBe(0);
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatchObject({
        live: true,
        classes: ['crack', 'fold', 'imperfection', 'pitting'],
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
    }
    expect(lines.map(({ kind }) => kind).sort()).toEqual(['mask2former', 'yolo']);
  }, 120_000);

  it('import an ONNX file, activate it, go back, and remove it', async () => {
    const file = readdirSync(models).find((name) => name.endsWith('.onnx')) ?? '';
    const imported = await run('models', 'import', join(models, file), '--name', 'small');
    expect(imported.status).toBe(0);
    expect(imported.lines[0]).toMatchObject({
      name: 'small',
      version: '1',
      kind: 'yolo',
      task: expect.stringMatching(/^(detect|segment)$/),
      inputSize: [expect.any(Number), expect.any(Number)],
      live: false,
    });
    expect((await run('models', 'activate', 'small')).lines[0]).toMatchObject({
      name: 'small',
      live: true,
    });
    const inUse = await run('models', 'remove', 'small');
    expect(inUse.status).toBe(1);
    expect(inUse.lines[0]).toMatchObject({ error: { code: 'MODEL_IN_USE' } });
    expect((await run('models', 'rollback', 'yolo')).lines[0]).toMatchObject({ live: true });
    expect((await run('models', 'remove', 'small')).status).toBe(0);
    expect((await run('models', 'show', 'small')).lines[0]).toMatchObject({
      error: { code: 'MODEL_NOT_FOUND' },
    });
  }, 120_000);

  it('refuse what is no model in words', async () => {
    const text = join(freshFolder('text'), 'model.onnx');
    writeFileSync(text, 'not a model\n');
    const { status, lines } = await run('models', 'import', text);
    expect(status).toBe(1);
    expect(lines[0]).toMatchObject({ error: { code: 'MODEL_NOT_ONNX' } });
  });
});

describe('models parity', () => {
  it('compares a device with the CPU on the demo pictures, with figures', async () => {
    const { status, lines } = await run('models', 'parity', 'yolo', '--device', 'cpu');
    expect(status).toBe(0);
    expect(lines).toMatchObject([
      { device: 'cpu', passed: true, maxBoxDifferencePx: 0, maxScoreDifference: 0 },
    ]);
    expect(lines[0]?.detections).toBeGreaterThan(0);
    expect(lines[0]?.matched).toBe(lines[0]?.detections);
  }, 120_000);

  it.skipIf(process.platform !== 'linux')(
    'refuses a device that is not there',
    async () => {
      const { status, lines } = await run('models', 'parity', 'yolo', '--device', 'directml');
      expect(status).toBe(1);
      expect(lines[0]).toMatchObject({ error: { code: 'DEVICE_NOT_AVAILABLE' } });
    },
    120_000,
  );
});

describe('doctor', () => {
  it('names each device, with the reason where it is not there', async () => {
    const { status, lines } = await run('doctor');
    expect(status).toBe(0);
    const devices = lines.filter(({ check }) => check === 'device');
    expect(devices.map(({ name }) => name)).toEqual([
      'cuda',
      'directml',
      'webgpu',
      'coreml',
      'cpu',
    ]);
    expect(devices.at(-1)).toMatchObject({ status: 'ok' });
    for (const { detail } of devices) expect(detail).not.toBe('');
    expect(lines.filter(({ check }) => check === 'model')).toHaveLength(2);
  }, 120_000);
});
