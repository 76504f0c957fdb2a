import { join } from 'node:path';
import type { StationInfo } from '../shared/api.ts';
import type { StationEvent } from '../shared/events.ts';
import { createApi } from './api/app.ts';
import type { Peer } from './api/identity.ts';
import type { Services } from './api/services.ts';
import { Closing } from './closing.ts';
import { demoPaths, PARITY_PICTURES, storeDemoPictures } from './demo-pictures.ts';
import { RecentMessages } from './diagnostics/recent-messages.ts';
import { EventBus } from './events/event-bus.ts';
import { EvidenceService } from './evidence/evidence-service.ts';
import type { ForkInference } from './inference/child.ts';
import { createInferenceEngine } from './inference/engine.ts';
import type { InferenceEngine } from './inference/types.ts';
import { Inspector } from './inspection/inspector.ts';
import { RecipeAlarms } from './inspection/recipe-alarms.ts';
import { lockDataFolder } from './log/data-lock.ts';
import { LogCare } from './log/log-care.ts';
import type { RecipeReader } from './log/recipe-reader.ts';
import { openStationLog, type StationLog } from './log/station-log.ts';
import { ModelLibrary } from './models/library.ts';
import { ModelChanges } from './models/model-changes.ts';
import { createPeople } from './people/create-people.ts';
import type { SettingService } from './people/setting-service.ts';
import { PictureStore } from './pictures/picture-store.ts';
import { FolderService } from './watch/folder-service.ts';

export type Log = (level: 'info' | 'warn' | 'error', message: string) => void;

export interface StationOptions {
  readonly host: 'desktop' | 'headless';
  readonly version: string;
  readonly dataFolder: string;
  /** `resources/`: demo models and pictures. */
  readonly resourcesFolder: string;
  /** The built page. */
  readonly rendererFolder: string;
  readonly apiDocsFolder: string;
  /** The built inference process. */
  readonly inferenceEntry: string;
  /** How the host starts processes; Node's own way when it does not say. */
  readonly fork?: ForkInference;
  readonly threads: number | null;
  readonly allowedHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly maxPixels: number;
  readonly maxPictureBytes: number;
  readonly log: Log;
}

export interface Station {
  /** The station's whole face. Without a peer a request comes from this process. */
  readonly fetch: (request: Request, peer?: Peer) => Response | Promise<Response>;
  /** For the entries that live in the same process: the command line and the desktop. */
  readonly services: Services;
  close(): Promise<void>;
}

/** Multipart framing around the largest picture. */
const BODY_SLACK_BYTES = 1_000_000;
const PICTURE_STORE_BYTES = 2_000_000_000;

/**
 * Puts a station together: owns the data folder, starts the engine, installs the bundled models on
 * the first start.
 *
 * @throws PitchlineError DATA_FOLDER_IN_USE, DATA_FOLDER_NOT_WRITABLE
 */
export async function createStation(given: StationOptions): Promise<Station> {
  const recentMessages = new RecentMessages();
  const options = { ...given, log: recentMessages.listen(given.log) };
  // Ended in the opposite order, each also where the end of another one fails.
  const closing = new Closing();
  try {
    const services = await assemble(options, recentMessages, closing);
    const app = createApi(services, options);
    return {
      fetch: (request, peer) => app.fetch(request, peer),
      services,
      close: () => closing.close(),
    };
  } catch (error) {
    await closing.close().catch((failure: unknown) => options.log('error', String(failure)));
    throw error;
  }
}

/** The order matters: who writes to the log ends before it, and nobody is judged for once all ended. */
async function assemble(
  options: StationOptions,
  recentMessages: RecentMessages,
  closing: Closing,
): Promise<Services> {
  const { dataFolder, resourcesFolder, log } = options;
  const demoFolder = join(resourcesFolder, 'demo');
  const lock = lockDataFolder(dataFolder);
  closing.defer(() => lock.release());
  const stationLog = await openStationLog({ folder: dataFolder, software: options.version, log });
  closing.defer(() => stationLog.close());
  const events = new EventBus(stationLog.events);
  const peopleParts = createPeople(stationLog, events, (problem) => log('warn', problem));
  const common: Common = { options, stationLog, events, settings: peopleParts.settings };
  const evidence = await startCare(common, closing);
  const engine = createEngine(options, await demoPaths(demoFolder, PARITY_PICTURES));
  closing.defer(() => engine.close());
  closing.defer(() => events.close());
  const modelFolder = join(dataFolder, 'models');
  const library = new ModelLibrary(modelFolder, engine, log);
  await library.installBundled(join(resourcesFolder, 'models'));
  const models = new ModelChanges(library, stationLog, events);
  await models.settle();
  const pictures = new PictureStore(join(dataFolder, 'incoming'), {
    maxPictureBytes: options.maxPictureBytes,
    maxTotalBytes: PICTURE_STORE_BYTES,
  });
  await pictures.open();
  const inspector = new Inspector({
    ...{ engine, library, events, log },
    recipes: stationLog.recipes,
    inspections: stationLog.inspections,
    evidence: evidence.store,
    freeSpace: evidence.freeSpace,
    floor: () => common.settings.current.logFloor,
  });
  const folders = watchFolders(common, { evidence, inspector, library }, closing);
  return {
    ...peopleParts,
    ...{ engine, library, models, modelFolder, pictures, inspector, stationLog },
    ...{ evidence, events, folders, recentMessages, log },
    // Each time anew: the store forgets what nobody looked at for long.
    demoPictures: () => storeDemoPictures(pictures, demoFolder),
    info: stationInfo(options, stationLog.recipes),
    maxBodyBytes: options.maxPictureBytes + BODY_SLACK_BYTES,
    rendererFolder: options.rendererFolder,
    apiDocsFolder: options.apiDocsFolder,
  };
}

/** What many parts of a station need. */
interface Common {
  readonly options: StationOptions;
  readonly stationLog: StationLog;
  readonly events: EventBus;
  readonly settings: SettingService;
}

function createEngine(
  { inferenceEntry, threads, maxPixels, maxPictureBytes, log, fork }: StationOptions,
  parityPictures: readonly string[],
): InferenceEngine {
  const limits = { maxPixels, maxBytes: maxPictureBytes };
  return createInferenceEngine(
    { entry: inferenceEntry, threads, limits, log, parityPictures },
    fork,
  );
}

/** Backups of the log, and the pictures that it speaks of. */
async function startCare(
  { options: { dataFolder, version, log }, stationLog, events, settings }: Common,
  closing: Closing,
): Promise<EvidenceService> {
  const publish = (event: StationEvent): void => events.publish(event);
  const logCare = new LogCare({
    ...{ dataFolder, software: version, stationLog, publish, log },
    backup: () => settings.current.backup,
  });
  closing.defer(() => logCare.stop());
  logCare.start();
  const evidence = new EvidenceService({
    ...{ dataFolder, stationLog, publish, log },
    settings: () => settings.current,
  });
  closing.defer(() => evidence.close());
  await evidence.start();
  return evidence;
}

/** The watched folders, which whoever owns the station starts, and the alarms about their recipes. */
function watchFolders(
  { options: { dataFolder, log }, stationLog, events }: Common,
  judging: {
    readonly evidence: EvidenceService;
    readonly inspector: Inspector;
    readonly library: ModelLibrary;
  },
  closing: Closing,
): FolderService {
  const { evidence, inspector, library } = judging;
  const alarms = new RecipeAlarms({
    ...{ recipes: stationLog.recipes, library, events, log },
    inUse: () =>
      stationLog.folders
        .list()
        .filter(({ origin, settings: { enabled } }) => origin === 'station' && enabled)
        .map(({ settings: { recipe, model } }) => ({ recipe, model })),
  });
  closing.defer(() => alarms.stop());
  alarms.start();
  const folders = new FolderService({
    ...{ dataFolder, stationLog, inspector, library, log },
    mayTake: () => evidence.freeSpace.mayTake(),
    publish: (event) => events.publish(event),
  });
  closing.defer(() => folders.close());
  return folders;
}

/** `defaults` are those of the recipe in force, asked anew each time. */
function stationInfo(
  { version, host }: Pick<StationOptions, 'version' | 'host'>,
  recipes: Pick<RecipeReader, 'find'>,
): StationInfo {
  return {
    name: 'Pitchline',
    version,
    host,
    get defaults() {
      return { confidence: recipes.find().document.minimumScore };
    },
  };
}
