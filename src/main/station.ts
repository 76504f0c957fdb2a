import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StationInfo, StoredPicture } from '../shared/api.ts';
import { isPictureName } from '../shared/picture-names.ts';
import { createApi } from './api/app.ts';
import type { Peer } from './api/identity.ts';
import type { Services } from './api/services.ts';
import { RecentMessages } from './diagnostics/recent-messages.ts';
import { EventBus } from './events/event-bus.ts';
import { EvidenceService } from './evidence/evidence-service.ts';
import type { ForkInference } from './inference/child.ts';
import { createInferenceEngine } from './inference/engine.ts';
import { Inspector } from './inspection/inspector.ts';
import { RecipeAlarms } from './inspection/recipe-alarms.ts';
import { lockDataFolder } from './log/data-lock.ts';
import { LogCare } from './log/log-care.ts';
import type { RecipeStore } from './log/recipe-store.ts';
import { openStationLog, type StationLog } from './log/station-log.ts';
import { ModelLibrary } from './models/library.ts';
import { ModelChanges } from './models/model-changes.ts';
import { createPeople } from './people/create-people.ts';
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
/** Enough defects to tell a wrong device, few enough to judge in a moment. */
const PARITY_PICTURES = 4;

/**
 * Puts a station together: owns the data folder, starts the engine, installs the bundled models on
 * the first start.
 *
 * @throws PitchlineError DATA_FOLDER_IN_USE, DATA_FOLDER_NOT_WRITABLE
 */
export async function createStation(given: StationOptions): Promise<Station> {
  const recentMessages = new RecentMessages();
  const options = { ...given, log: recentMessages.listen(given.log) };
  const demoFolder = join(options.resourcesFolder, 'demo');
  const lock = lockDataFolder(options.dataFolder);
  const engine = createInferenceEngine(
    {
      entry: options.inferenceEntry,
      threads: options.threads,
      limits: { maxPixels: options.maxPixels, maxBytes: options.maxPictureBytes },
      log: options.log,
      parityPictures: await demoPaths(demoFolder, PARITY_PICTURES),
    },
    options.fork,
  );
  let stationLog: StationLog | undefined;
  let evidence: EvidenceService | undefined;
  let events: EventBus | undefined;
  let folders: FolderService | undefined;
  let logCare: LogCare | undefined;
  let recipeAlarms: RecipeAlarms | undefined;
  const close = async (): Promise<void> => {
    await folders?.close();
    await recipeAlarms?.stop();
    events?.close();
    await engine.close();
    await evidence?.close();
    await logCare?.stop();
    await stationLog?.close();
    lock.release();
  };
  try {
    stationLog = await openStationLog({
      folder: options.dataFolder,
      software: options.version,
      log: options.log,
    });
    events = new EventBus(stationLog.events);
    const bus = events;
    const peopleParts = createPeople(stationLog, bus, (problem) => options.log('warn', problem));
    const { settings } = peopleParts;
    logCare = new LogCare({
      dataFolder: options.dataFolder,
      software: options.version,
      stationLog,
      backup: () => settings.current.backup,
      publish: (event) => bus.publish(event),
      log: options.log,
    });
    logCare.start();
    evidence = new EvidenceService({
      dataFolder: options.dataFolder,
      stationLog,
      settings: () => settings.current,
      publish: (event) => bus.publish(event),
      log: options.log,
    });
    await evidence.start();
    const modelFolder = join(options.dataFolder, 'models');
    const library = new ModelLibrary(modelFolder, engine, options.log);
    await library.installBundled(join(options.resourcesFolder, 'models'));
    const models = new ModelChanges(library, stationLog, bus);
    await models.settle();
    const pictures = new PictureStore(join(options.dataFolder, 'incoming'), {
      maxPictureBytes: options.maxPictureBytes,
      maxTotalBytes: PICTURE_STORE_BYTES,
    });
    await pictures.open();
    const inspector = new Inspector({
      engine,
      library,
      recipes: stationLog.recipes,
      inspections: stationLog.inspections,
      evidence: evidence.store,
      freeSpace: evidence.freeSpace,
      events,
      floor: () => settings.current.logFloor,
      log: options.log,
    });
    folders = new FolderService({
      dataFolder: options.dataFolder,
      stationLog,
      inspector,
      library,
      mayTake: () => evidence?.freeSpace.mayTake() !== false,
      publish: (event) => bus.publish(event),
      log: options.log,
    });
    const { folders: watched } = stationLog;
    recipeAlarms = new RecipeAlarms({
      recipes: stationLog.recipes,
      library,
      events,
      inUse: () =>
        watched
          .list()
          .filter(({ origin, settings: { enabled } }) => origin === 'station' && enabled)
          .map(({ settings: { recipe, model } }) => ({ recipe, model })),
      log: options.log,
    });
    recipeAlarms.start();
    const services: Services = {
      ...peopleParts,
      engine,
      library,
      models,
      modelFolder,
      pictures,
      inspector,
      stationLog,
      evidence,
      events,
      folders,
      // Each time anew: the store forgets what nobody looked at for long.
      demoPictures: () => storeDemoPictures(pictures, demoFolder),
      info: stationInfo(options, stationLog.recipes),
      maxBodyBytes: options.maxPictureBytes + BODY_SLACK_BYTES,
      rendererFolder: options.rendererFolder,
      apiDocsFolder: options.apiDocsFolder,
      recentMessages,
      log: options.log,
    };
    const app = createApi(services, options);
    return { fetch: (request, peer) => app.fetch(request, peer), services, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `defaults` are those of the recipe in force, asked anew each time. */
function stationInfo(
  { version, host }: Pick<StationOptions, 'version' | 'host'>,
  recipes: Pick<RecipeStore, 'find'>,
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

async function storeDemoPictures(
  pictures: PictureStore,
  folder: string,
): Promise<readonly StoredPicture[]> {
  const paths = await demoPaths(folder, Number.POSITIVE_INFINITY);
  return Promise.all(paths.map((path) => pictures.putFile(path)));
}

/** The first pictures that come with the product; none where the folder was taken out. */
async function demoPaths(folder: string, most: number): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(isPictureName)
    .sort()
    .slice(0, most)
    .map((name) => join(folder, name));
}
