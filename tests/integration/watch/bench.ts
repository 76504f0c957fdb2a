import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { systemCode } from '../../../src/main/errno.ts';
import { EventBus } from '../../../src/main/events/event-bus.ts';
import { EvidenceService } from '../../../src/main/evidence/evidence-service.ts';
import type { InferenceEngine, JudgeJob } from '../../../src/main/inference/types.ts';
import { Inspector } from '../../../src/main/inspection/inspector.ts';
import { openStationLog } from '../../../src/main/log/station-log.ts';
import type { ModelLibrary } from '../../../src/main/models/library.ts';
import { FolderService } from '../../../src/main/watch/folder-service.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import type { StationEvent } from '../../../src/shared/events.ts';
import { type FolderSettingsInput, FolderSettingsSchema } from '../../../src/shared/folders.ts';
import { STATION_ACTOR } from '../../../src/shared/log.ts';
import { StationSettingsSchema } from '../../../src/shared/station-settings.ts';

/** What the engine of a bench makes of a picture's text; throws what it cannot judge. */
export type Judging = (text: string, job: JudgeJob) => 'ok' | 'ng' | Promise<'ok' | 'ng'>;

export interface Row {
  readonly verdict: string;
  readonly relative_path: string;
  readonly picture_sha256: string | null;
  readonly serial: string | null;
  readonly error_code: string | null;
}

/** The real folders, inspector and log; only the network is a double: a picture is a text. */
export interface WatchBench {
  readonly folder: string;
  readonly input: string;
  readonly events: readonly StationEvent[];
  readonly jobs: readonly string[];
  readonly put: (name: string, text: string) => Promise<void>;
  /** A station that has just started on the same data. */
  readonly start: () => Promise<Running>;
}

export interface Running {
  readonly folders: FolderService;
  readonly add: (settings?: Partial<FolderSettingsInput>) => Promise<string>;
  readonly rows: () => readonly Row[];
  readonly close: () => Promise<void>;
  /** Statement for what the product has no way to say. */
  readonly sql: (text: string) => readonly unknown[];
}

export interface BenchOptions {
  readonly judging?: Judging;
  readonly mayTake?: () => boolean;
  readonly remembered?: number;
}

/** Quick, because no camera writes here. */
const QUICK = { settleSeconds: 0.05, pollSeconds: 0.1, tries: 2, patienceSeconds: 0.1 };

/** `half…` is not complete, `bad…` is NG, `crash…` brings the inference process down. */
export const plainJudging: Judging = (text) => {
  if (text === '') throw new PitchlineError('PICTURE_EMPTY', 'It is empty.');
  if (text.startsWith('half')) throw new PitchlineError('PICTURE_TRUNCATED', 'It ends too early.');
  if (text.startsWith('crash')) throw new PitchlineError('INFERENCE_CRASHED', 'It died twice.');
  return text.startsWith('bad') ? 'ng' : 'ok';
};

export async function watchBench(options: BenchOptions = {}): Promise<WatchBench> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchline-folders-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const input = join(folder, 'in');
  await mkdir(input);
  const events: StationEvent[] = [];
  const jobs: string[] = [];
  return {
    folder,
    input,
    events,
    jobs,
    put: async (name, text) => {
      await mkdir(dirname(join(input, name)), { recursive: true });
      await writeFile(join(input, name), text);
    },
    start: () => startOn(folder, input, events, jobs, options),
  };
}

async function startOn(
  folder: string,
  input: string,
  published: StationEvent[],
  jobs: string[],
  options: BenchOptions,
): Promise<Running> {
  const dataFolder = join(folder, 'data');
  await mkdir(dataFolder, { recursive: true });
  const log = (): void => undefined;
  const stationLog = await openStationLog({ folder: dataFolder, software: '0.0.0', log });
  const events = new EventBus(stationLog.events);
  const publish = (event: StationEvent): void => {
    published.push(event);
  };
  const settings = StationSettingsSchema.parse({});
  const evidence = new EvidenceService({
    dataFolder,
    stationLog,
    settings: () => settings,
    publish,
    log,
  });
  await evidence.start();
  const library = {
    resolve: async (ref: string) => {
      if (ref !== 'yolo') throw new PitchlineError('MODEL_NOT_FOUND', `There is no ${ref}.`);
      const sha256 = 'b'.repeat(64);
      return {
        ref: { ref, kind: 'yolo', sha256 },
        engine: { sha256, path: '/m.onnx', spec: { classes: ['crack'] }, tiling: null },
      };
    },
  } as unknown as ModelLibrary;
  const inspector = new Inspector({
    engine: engineDouble(options.judging ?? plainJudging, jobs),
    library,
    recipes: stationLog.recipes,
    inspections: stationLog.inspections,
    evidence: evidence.store,
    freeSpace: evidence.freeSpace,
    events,
    floor: () => 0.1,
    log,
  });
  const folders = new FolderService({
    dataFolder,
    stationLog,
    inspector,
    library,
    mayTake: options.mayTake ?? (() => true),
    ...(options.remembered === undefined ? {} : { remembered: options.remembered }),
    publish,
    log,
  });
  folders.start();
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await folders.close();
    await evidence.close();
    await stationLog.close();
  };
  onTestFinished(close);
  const sql = (text: string): readonly unknown[] =>
    stationLog.database.connection.prepare(text).all();
  return {
    folders,
    add: async (more = {}) => {
      const wanted = FolderSettingsSchema.parse({ path: input, ...QUICK, ...more });
      return (await folders.add(wanted, STATION_ACTOR)).id;
    },
    rows: () =>
      sql(
        `SELECT verdict, relative_path, picture_sha256, serial, error_code FROM inspections ORDER BY seq`,
      ) as Row[],
    sql,
    close,
  };
}

function engineDouble(judging: Judging, jobs: string[]): Pick<InferenceEngine, 'judge'> {
  return {
    judge: async (job, signal) => {
      const bytes = await readFile(job.picturePath).catch((error: unknown) => {
        const code = systemCode(error) === 'ENOENT' ? 'PICTURE_NOT_FOUND' : 'PICTURE_NOT_READABLE';
        throw new PitchlineError(code, String(error));
      });
      const text = bytes.toString();
      jobs.push(text);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      let verdict: 'ok' | 'ng';
      try {
        verdict = await judging(text, job);
      } catch (error) {
        if (!(error instanceof PitchlineError)) throw error;
        const isCrash = error.code.startsWith('INFERENCE');
        throw new PitchlineError(error.code, error.message, {
          ...(isCrash ? {} : { pictureSha256: sha256 }),
        });
      }
      signal?.throwIfAborted();
      const crack = {
        classId: 0,
        className: 'crack',
        score: 0.9,
        box: [0, 0, 2, 2] as const,
        areaPx: 4,
        lengthPx: 2,
        widthPx: 2,
      };
      return {
        sha256,
        bytes: bytes.length,
        width: 4,
        height: 3,
        device: 'cpu',
        detections: verdict === 'ng' ? [crack] : [],
        timings: { decodeMs: 0, preprocessMs: 0, inferenceMs: 0, postprocessMs: 0, totalMs: 0 },
        warnings: [],
        overlayPng: null,
      } as never;
    },
  };
}

/** Waits for a condition; says what it last saw where it never comes. */
export async function until<T>(
  look: () => T,
  holds: (seen: T) => boolean,
  ms = 20_000,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const seen = look();
    if (holds(seen)) return seen;
    if (performance.now() > end) throw new Error(`It never came to be: ${JSON.stringify(seen)}`);
    await delay(10);
  }
}
