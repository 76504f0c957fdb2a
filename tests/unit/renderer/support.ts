import type { StoredPicture } from '../../../src/shared/api.ts';
import type { Detection, Inspection, ModelKind } from '../../../src/shared/domain.ts';

export function stored(name: string): StoredPicture {
  return { sha256: `sha-${name}`, name, bytes: 3, url: `/api/v1/pictures/sha-${name}` };
}

export function detection(score: number, className = 'crack'): Detection {
  return {
    classId: 0,
    className,
    score,
    box: [10, 10, 50, 20],
    areaPx: 400,
    lengthPx: 40,
    widthPx: 10,
  };
}

export function inspection(
  kind: ModelKind,
  scores: readonly number[],
  change: Partial<Inspection> = {},
): Inspection {
  return {
    id: null,
    at: '2026-01-01T00:00:00.000Z',
    file: 'gear.png',
    sha256: 'sha-gear.png',
    width: 720,
    height: 540,
    verdict: scores.length > 0 ? 'ng' : 'ok',
    reasons: [],
    recipe: null,
    model: { ref: kind, kind, sha256: 'm' },
    device: 'cpu',
    detections: scores.map((score) => detection(score)),
    timings: { decodeMs: 1, preprocessMs: 1, inferenceMs: 1, postprocessMs: 1, totalMs: 4 },
    warnings: [],
    error: null,
    ...change,
  };
}
