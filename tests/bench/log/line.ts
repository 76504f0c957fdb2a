import type { NewInspection } from '../../../src/main/log/new-inspection.ts';
import { uuidv7 } from '../../../src/main/log/uuid.ts';
import type { Detection, Reason, Verdict } from '../../../src/shared/domain.ts';

/** A part every two seconds: a million are three weeks of a line that never stops. */
const PACE_MS = 2_000;
const BEGIN_MS = Date.UTC(2026, 0, 5);

export const CLASSES = ['crack', 'fold', 'imperfection', 'pitting'] as const;
export const STATIONS = ['cam1', 'cam2', 'cam3', 'cam4'] as const;
const PARTS_A_LOT = 2_000;

export interface LineParts {
  readonly recipes: readonly NewInspection['recipe'][];
  readonly folders: readonly string[];
  readonly people: readonly string[];
}

/** Numbers that look random and are the same in every run. */
export function noise(n: number): number {
  let x = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

export function pick<T>(items: readonly T[], share: number): T {
  return items[Math.floor(share * items.length)]!;
}

export const timeOf = (n: number): Date => new Date(BEGIN_MS + n * PACE_MS);
export const serialOf = (n: number): string => `GX${String(n).padStart(8, '0')}`;
export const lotOf = (n: number): string => `L${Math.floor(n / PARTS_A_LOT)}`;

/** The n-th part of a line: mostly OK, some NG with their defects, weak detections on some of both. */
export function partOfLine(n: number, parts: LineParts): NewInspection {
  const at = timeOf(n).toISOString();
  const verdict = verdictOf(noise(n));
  const detections = detectionsOf(n, verdict);
  const reasons: Reason[] = detections
    .filter(({ score }) => score >= 0.25)
    .map(({ className, score }) => ({
      rule: 'any-detection',
      detail: `${className} ${score.toFixed(2)} ≥ 0.25`,
    }));
  const station = STATIONS[n % STATIONS.length]!;
  const file = `${station}/${serialOf(n)}_${lotOf(n)}.bmp`;
  const version = n % 5 === 0 ? 1 : 2;
  const recipe = pick(parts.recipes, noise(n * 3 + 1));
  const timings = { decodeMs: 4.1, preprocessMs: 2.3, inferenceMs: 21.7, postprocessMs: 1.2 };
  return {
    id: uuidv7(timeOf(n)),
    at,
    path: `/line/incoming/${file}`,
    source:
      n % 10 === 0
        ? { kind: 'api' }
        : {
            kind: 'folder',
            folderId: parts.folders[n % parts.folders.length]!,
            relativePath: file,
          },
    part: {
      serial: serialOf(n),
      lot: lotOf(n),
      station,
      side: n % 2 === 0 ? 'left' : 'right',
      matched: true,
    },
    recipe,
    thresholds: {
      ...{ floor: 0.1, confidence: null, iou: null, maxDetections: null },
      ...{ tiling: 'model' as const, device: 'auto' as const },
    },
    pictureBytes: 389_878,
    person: n % 10 === 0 ? pick(parts.people, noise(n + 5)) : null,
    inspection: {
      id: null,
      at,
      file,
      sha256: n.toString(16).padStart(64, '0'),
      width: 720,
      height: 540,
      verdict,
      reasons,
      recipe: { name: recipe.name, revision: recipe.revision },
      model: { ref: `gears:${version}`, kind: 'yolo', sha256: String(version).repeat(64) },
      device: 'cpu',
      detections,
      timings: { ...timings, totalMs: 29.3 + noise(n) },
      warnings: [],
      error:
        verdict === 'error'
          ? { code: 'PICTURE_TRUNCATED', message: 'The picture ends before its last line.' }
          : null,
    },
  };
}

function verdictOf(share: number): Verdict {
  if (share < 0.93) return 'ok';
  if (share < 0.98) return 'ng';
  return share < 0.998 ? 'review' : 'error';
}

function detectionsOf(n: number, verdict: Verdict): Detection[] {
  const isDefect = verdict === 'ng' || verdict === 'review';
  const strong = isDefect ? 1 + Math.floor(noise(n + 11) * 3) : 0;
  const weak = verdict !== 'error' && noise(n + 17) < 0.15 ? 1 : 0;
  return Array.from({ length: strong + weak }, (_, index): Detection => {
    const share = noise(n * 7 + index);
    const score = index < strong ? 0.25 + share * 0.74 : 0.1 + share * 0.14;
    const x = Math.floor(share * 600);
    const classId = Math.floor(noise(n * 13 + index) * CLASSES.length);
    return {
      classId,
      className: CLASSES[classId]!,
      score,
      box: [x, 100, x + 60, 140],
      // As long as the outline of a small defect is.
      mask: { size: [540, 720], counts: 'Q1d0c2O1N2O001O0'.repeat(8) },
      areaPx: 900,
      lengthPx: 72.1,
      widthPx: 12.4,
    };
  });
}
