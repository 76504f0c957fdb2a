import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box, CocoMask } from '../../../src/shared/domain.ts';
import { sharedFolder } from '../../support/shared-pictures.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The checkout that the goldens are read from; another one while they are being made. */
const GOLDEN_ROOT = process.env.PITCHLINE_GOLDEN ?? ROOT;

const SHARED_PREFIX = 'shared:';

/** What a reference found, as training/golden/make_goldens.py writes it. */
export interface GoldenDetection {
  readonly classId: number;
  readonly score: number;
  readonly box: Box;
  readonly mask?: CocoMask;
}

export interface GoldenPicture {
  readonly file: string;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly detections: readonly GoldenDetection[];
}

/** One model judged by its reference; `settings` differ from kind to kind. */
export interface GoldenCase<Settings> {
  readonly case: string;
  readonly model: string;
  readonly modelSha256: string;
  readonly kind: 'yolo' | 'mask2former';
  readonly settings: Settings;
  readonly pictures: readonly GoldenPicture[];
}

/** All cases of a kind, by name. */
export function loadCases<Settings>(kind: 'yolo' | 'mask2former'): readonly GoldenCase<Settings>[] {
  const folder = join(GOLDEN_ROOT, 'tests/golden/expected');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as GoldenCase<Settings>)
    .filter((golden) => golden.kind === kind);
}

/** One of the goldens of plain sums, such as `letterbox`. */
export function loadSums<Sums>(name: string): Sums {
  const path = join(GOLDEN_ROOT, 'tests/golden/expected', `${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Sums;
}

/** A file that the goldens name, of the repository or of the shared photographs. */
export function goldenPath(file: string): string {
  return file.startsWith(SHARED_PREFIX)
    ? join(sharedFolder(), file.slice(SHARED_PREFIX.length))
    : join(GOLDEN_ROOT, file);
}

/**
 * The pictures that are there. The photographs are not part of the repository: where their folder
 * is missing, a line says how many comparisons are left out. Anything else missing is a failure.
 */
export function availablePictures<Picture extends { readonly file: string }>(
  name: string,
  pictures: readonly Picture[],
): readonly Picture[] {
  if (existsSync(sharedFolder())) return pictures;
  const present = pictures.filter(({ file }) => !file.startsWith(SHARED_PREFIX));
  const missing = pictures.length - present.length;
  if (missing > 0) {
    console.log(
      `${name}: ${missing} of ${pictures.length} pictures left out, no photographs at ${sharedFolder()}`,
    );
  }
  return present;
}
