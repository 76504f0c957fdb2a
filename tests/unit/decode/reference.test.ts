import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePictureFile } from '../../../src/main/vision/decode/decode.ts';
import { goldenPath, loadSums } from '../../golden/support/load.ts';

interface DecodeSums {
  readonly files: readonly (
    | { readonly file: string; readonly leftOut: string }
    | {
        readonly file: string;
        readonly width: number;
        readonly height: number;
        readonly rgbSha256: string;
      }
  )[];
}

const LIMITS = { maxPixels: 1e8, maxBytes: 1e9 };

describe('pixels equal, bit for bit, what Ultralytics reads with OpenCV', () => {
  const files = loadSums<DecodeSums>('decode').files.filter((entry) => 'rgbSha256' in entry);

  for (const { file, width, height, rgbSha256 } of files) {
    const path = goldenPath(file);
    const isThere = existsSync(path);
    if (!isThere) console.log(`skipped: ${file} is not there`);
    it.skipIf(!isThere)(file, async () => {
      const { picture } = await decodePictureFile(path, LIMITS);
      expect([picture.width, picture.height]).toEqual([width, height]);
      expect(createHash('sha256').update(picture.data).digest('hex')).toBe(rgbSha256);
    });
  }
});
