import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodePictureFile } from '../../src/main/vision/decode/decode.ts';
import { fitLetterbox, letterboxTensor } from '../../src/main/vision/letterbox.ts';
import { asFloat32 } from '../../src/main/vision/tensor.ts';
import { interleavedBytes } from './support/interleave.ts';
import { goldenPath, loadSums } from './support/load.ts';

interface LetterboxSums {
  readonly pictures: readonly {
    readonly file: string;
    readonly letterboxes: Readonly<
      Record<
        string,
        { readonly width: number; readonly height: number; readonly rgbSha256: string }
      >
    >;
  }[];
}

/** `fixed-320`, `fixed-192x320` (height x width), `rectangle-640`: names in training/golden. */
function parseName(name: string): { target: [number, number]; stride: number | null } {
  const [kind, size] = name.split('-');
  const [height, width] = size!.split('x').map(Number);
  return { target: [height!, width ?? height!], stride: kind === 'rectangle' ? 32 : null };
}

describe('letterboxes of decoded pictures equal Ultralytics', () => {
  const cases = loadSums<LetterboxSums>('letterbox').pictures.flatMap(({ file, letterboxes }) =>
    Object.entries(letterboxes).map(([name, golden]) => ({ file, name, golden })),
  );

  it.each(cases)('$file as $name', async ({ file, name, golden }) => {
    const limits = { maxPixels: 1e8, maxBytes: 1e9 };
    const { picture } = await decodePictureFile(goldenPath(file), limits);
    const { target, stride } = parseName(name);
    const box = fitLetterbox(picture, target, stride);
    expect(box).toMatchObject({ width: golden.width, height: golden.height });
    const values = asFloat32(letterboxTensor(picture, box, 'float32', 1))!;
    const rgb = interleavedBytes(values, box.width * box.height);
    expect(createHash('sha256').update(rgb).digest('hex')).toBe(golden.rgbSha256);
  });
});
