import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createApi } from '../../../src/main/api/app.ts';
import type { GuardOptions } from '../../../src/main/api/guard.ts';
import type { Peer } from '../../../src/main/api/identity.ts';
import type { Services } from '../../../src/main/api/services.ts';
import { RecentMessages } from '../../../src/main/diagnostics/recent-messages.ts';
import { EventBus } from '../../../src/main/events/event-bus.ts';
import { EvidenceService } from '../../../src/main/evidence/evidence-service.ts';
import type { InferenceEngine, JudgeJob, JudgeResult } from '../../../src/main/inference/types.ts';
import { Inspector } from '../../../src/main/inspection/inspector.ts';
import { openStationLog, type StationLog } from '../../../src/main/log/station-log.ts';
import { ModelChanges } from '../../../src/main/models/model-changes.ts';
import { createPeople } from '../../../src/main/people/create-people.ts';
import { PictureStore } from '../../../src/main/pictures/picture-store.ts';
import { FolderService } from '../../../src/main/watch/folder-service.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import {
  type StationSettings,
  StationSettingsSchema,
} from '../../../src/shared/station-settings.ts';

const SETTINGS = StationSettingsSchema.parse({
  evidence: { modes: { ok: 'none', ng: 'none', review: 'none', error: 'none' } },
  freeSpace: { warnBytes: 0, stopBytes: 0 },
});
const MASK = { size: [54, 72] as [number, number], counts: 'P1' };

const RESULT: JudgeResult = {
  sha256: 'a'.repeat(64),
  bytes: 1000,
  width: 72,
  height: 54,
  device: 'cpu',
  detections: [
    {
      classId: 0,
      className: 'crack',
      score: 0.91,
      box: [1, 2, 30, 40],
      mask: MASK,
      areaPx: 812,
      lengthPx: 96.2,
      widthPx: 8.4,
    },
  ],
  timings: { decodeMs: 1, preprocessMs: 1, inferenceMs: 1, postprocessMs: 1, totalMs: 4 },
  warnings: [],
  overlayPng: null,
};

export interface ApiDouble {
  /** Without a peer the request comes from the same process. */
  ask(path: string, init?: RequestInit, peer?: Peer): Promise<Response>;
  readonly app: ReturnType<typeof createApi>;
  readonly services: Services;
  /** By which sessions end and failed sign-ins are forgiven. */
  readonly clock: { ms: number };
  readonly jobs: JudgeJob[];
  readonly stationLog: StationLog;
  readonly folder: string;
  /** Sets the limits of the disk's free space, and measures it. */
  readonly limitSpace: (limits: StationSettings['freeSpace']) => Promise<void>;
}

/** The real API over a real picture store, with an engine that answers at once. */
export async function apiDouble(
  judge: (job: JudgeJob, signal?: AbortSignal) => Promise<Partial<JudgeResult>> = async () => ({}),
  guardOptions: Partial<GuardOptions> = {},
): Promise<ApiDouble> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchline-api-'));
  const pictures = new PictureStore(join(folder, 'incoming'), {
    maxPictureBytes: 10_000,
    maxTotalBytes: 100_000,
  });
  await pictures.open();
  const jobs: JudgeJob[] = [];
  const clock = { ms: 0 };
  const engine: Pick<InferenceEngine, 'judge' | 'render' | 'devices'> = {
    judge: async (job, signal) => {
      jobs.push(job);
      const overlayPng = job.overlay ? new Uint8Array([0x89, 0x50, 0x4e, 0x47]) : null;
      return { ...RESULT, overlayPng, ...(await judge(job, signal)) };
    },
    render: async () => ({
      width: 72,
      height: 54,
      originalWidth: 72,
      originalHeight: 54,
      jpeg: new Uint8Array([0xff, 0xd8]),
    }),
    devices: async () => [{ device: 'cpu', available: true, reason: '2 threads' }],
  };
  const library: Partial<Services['library']> = {
    resolve: async (ref: string) => {
      if (ref !== 'yolo' && ref !== 'mask2former') {
        throw new PitchlineError('MODEL_NOT_FOUND', `There is no model "${ref}".`);
      }
      const sha256 = (ref === 'yolo' ? 'b' : 'c').repeat(64);
      return {
        ref: { ref, kind: ref, sha256 },
        engine: {
          sha256,
          path: '/m.onnx',
          spec: { classes: ['crack'] } as never,
          tiling: null,
        },
      };
    },
    overview: async () => ({
      ...{ models: [], damaged: [] },
      ...{ live: { yolo: null, mask2former: null }, previous: { yolo: null, mask2former: null } },
    }),
  };
  const stationLog = await openStationLog({ folder, software: '0.0.0', log: () => undefined });
  onTestFinished(async () => {
    await stationLog.close();
    await rm(folder, { recursive: true, force: true });
  });
  const events = new EventBus(stationLog.events);
  let { freeSpace } = SETTINGS;
  const evidence = new EvidenceService({
    dataFolder: folder,
    stationLog,
    settings: () => ({ ...SETTINGS, freeSpace }),
    publish: (event) => events.publish(event),
    log: () => undefined,
  });
  const inspector = new Inspector({
    engine: engine as InferenceEngine,
    library: library as Services['library'],
    recipes: stationLog.recipes,
    inspections: stationLog.inspections,
    evidence: evidence.store,
    freeSpace: evidence.freeSpace,
    events,
    floor: () => 0.1,
    log: () => undefined,
  });
  const folders = new FolderService({
    dataFolder: folder,
    stationLog,
    inspector,
    library: library as Services['library'],
    mayTake: () => true,
    publish: (event) => events.publish(event),
    log: () => undefined,
  });
  // The last that begins is the first that ends: before the log.
  onTestFinished(() => folders.close());
  const services: Services = {
    ...createPeople(stationLog, events, () => undefined, {
      monotonicMs: () => clock.ms,
      secretCost: { N: 2 ** 10, r: 8, p: 1 },
    }),
    engine: engine as InferenceEngine,
    library: library as Services['library'],
    models: new ModelChanges(library as Services['library'], stationLog, events),
    modelFolder: join(folder, 'models'),
    pictures,
    inspector,
    stationLog,
    evidence,
    events,
    folders,
    demoPictures: async () => [],
    info: { name: 'Pitchline', version: '0.0.0', host: 'headless', defaults: { confidence: 0.25 } },
    maxBodyBytes: 20_000,
    rendererFolder: join(folder, 'renderer'),
    apiDocsFolder: join(folder, 'docs'),
    recentMessages: new RecentMessages(),
    log: () => undefined,
  };
  const app = createApi(services, { allowedHosts: [], corsOrigins: [], ...guardOptions });
  return {
    ask: async (path, init, peer) =>
      app.fetch(new Request(`http://localhost${path}`, await overTheWire(init)), peer),
    app,
    services,
    clock,
    jobs,
    stationLog,
    folder,
    limitSpace: async (limits) => {
      freeSpace = limits;
      await evidence.freeSpace.check();
    },
  };
}

/** A multipart body with a file in it. */
export function upload(content = 'picture', name = 'gear 齿轮.jpg', field = 'file'): RequestInit {
  const body = new FormData();
  body.set(field, new File([content], name));
  return { method: 'POST', body };
}

/** A form as its bytes, as a server gets it: undici's own form stream cannot be broken off midway. */
async function overTheWire(init: RequestInit | undefined): Promise<RequestInit | undefined> {
  if (!(init?.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const type = form.headers.get('content-type') ?? '';
  return { ...init, body: await form.arrayBuffer(), headers: { 'content-type': type } };
}
