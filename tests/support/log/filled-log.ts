import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NewInspection } from '../../../src/main/log/new-inspection.ts';
import {
  LOG_FILE,
  openStationLog,
  type StationLog,
  type StationLogOptions,
} from '../../../src/main/log/station-log.ts';
import { uuidv7 } from '../../../src/main/log/uuid.ts';
import type { Detection, Inspection } from '../../../src/shared/domain.ts';
import { freshFolder } from '../cli.ts';

export interface LogFolder {
  readonly folder: string;
  /** `pitchline.db` in it. */
  readonly file: string;
  /** What the station said, as `level: message`. */
  readonly said: string[];
  open(more?: Partial<StationLogOptions>): Promise<StationLog>;
  remove(): void;
}

/** A data folder of its own. */
export function logFolder(): LogFolder {
  const folder = freshFolder('log');
  const said: string[] = [];
  return {
    folder,
    file: join(folder, LOG_FILE),
    said,
    open: (more = {}) =>
      openStationLog({
        folder,
        software: 'test',
        log: (level, message) => said.push(`${level}: ${message}`),
        ...more,
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function detection(score: number): Detection {
  return {
    classId: 0,
    className: 'crack',
    score,
    box: [10, 20.5, 110, 40.25],
    mask: { size: [540, 720], counts: 'ab0c' },
    areaPx: 812,
    lengthPx: 96.2,
    widthPx: 8.4,
  };
}

/** An inspection as the inspector hands it over; NG with two detections where nothing else is said. */
export function newInspection(log: StationLog, more: Partial<Inspection> = {}): NewInspection {
  const recipe = log.recipes.find();
  const at = new Date();
  return {
    id: uuidv7(at),
    at: at.toISOString(),
    inspection: {
      id: null,
      at: at.toISOString(),
      file: 'gear.jpg',
      sha256: 'aa'.repeat(32),
      width: 720,
      height: 540,
      verdict: 'ng',
      reasons: [{ rule: 'crack', detail: 'a crack' }],
      recipe: { name: recipe.name, revision: recipe.revision },
      model: { ref: 'gears:1', kind: 'yolo', sha256: 'bb'.repeat(32) },
      device: 'cpu',
      detections: [detection(0.9), detection(0.12)],
      timings: { decodeMs: 1, preprocessMs: 2, inferenceMs: 3, postprocessMs: 4, totalMs: 10 },
      warnings: [],
      error: null,
      ...more,
    },
    path: '/pictures/gear.jpg',
    source: { kind: 'command' },
    part: { serial: 'S1', lot: 'L1', matched: true },
    recipe: { id: recipe.id, name: recipe.name, revision: recipe.revision },
    thresholds: {
      ...{ floor: 0.1, confidence: null, iou: null, maxDetections: null },
      tiling: 'model',
      device: 'auto',
    },
    pictureBytes: 12_345,
    person: null,
  };
}
