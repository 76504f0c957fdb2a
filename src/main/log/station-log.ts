import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { STATION_ACTOR } from '../../shared/log.ts';
import { AuditChain } from './audit-chain.ts';
import { AuditReader } from './audit-reader.ts';
import { LogDatabase } from './database.ts';
import { DispositionStore } from './disposition-store.ts';
import { InspectionEvents } from './event-history.ts';
import { logFailure } from './failures.ts';
import { InspectionStore } from './inspection-store.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { PeopleStore } from './people-store.ts';
import { PictureIndex } from './picture-index.ts';
import { RecipeStore } from './recipe-store.ts';
import { SealStore } from './seal-store.ts';
import { SearchIndex } from './search/search-index.ts';
import { SearchReader } from './search/search-reader.ts';
import { SettingStore } from './setting-store.ts';

/** The file in the data folder. */
export const LOG_FILE = 'pitchline.db';

export interface StationLogOptions {
  /** The data folder. */
  readonly folder: string;
  /** Version of the software, kept with each inspection. */
  readonly software: string;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  readonly now?: () => Date;
}

/** Everything that the station remembers: one file, one writer. */
export interface StationLog {
  readonly database: LogDatabase;
  readonly inspections: InspectionStore;
  readonly audit: AuditChain;
  readonly recipes: RecipeStore;
  readonly search: SearchReader;
  readonly auditTrail: AuditReader;
  readonly people: PeopleStore;
  readonly dispositions: DispositionStore;
  readonly settings: SettingStore;
  readonly events: InspectionEvents;
  readonly pictures: PictureIndex;
  close(): Promise<void>;
}

/**
 * Opens the log of a data folder whose lock this process holds, and makes it where there is none.
 *
 * @throws PitchlineError LOG_NEWER, LOG_BUSY, LOG_NOT_WRITABLE, DISK_FULL
 */
export async function openStationLog(options: StationLogOptions): Promise<StationLog> {
  const now = options.now ?? (() => new Date());
  await mkdir(options.folder, { recursive: true });
  let database: LogDatabase | undefined;
  try {
    database = new LogDatabase(join(options.folder, LOG_FILE));
    const pending = pendingMigrations(database.connection);
    migrate(database.connection, pending);
    const audit = new AuditChain(database, now);
    const seals = new SealStore(database, audit);
    if (audit.head().seq === 0) {
      audit.append('log.begun', STATION_ACTOR, { software: options.software });
    }
    const recipes = new RecipeStore(database, audit, now);
    recipes.ensureDefault(STATION_ACTOR);
    seals.seal();
    const searchIndex = new SearchIndex(database.connection);
    searchIndex.catchUp();
    const search = new SearchReader(database.path);
    const opened = database;
    return {
      database,
      inspections: new InspectionStore(database, seals, searchIndex, options.software),
      audit,
      recipes,
      search,
      auditTrail: new AuditReader(database),
      people: new PeopleStore(database),
      dispositions: new DispositionStore(database, searchIndex),
      settings: new SettingStore(database),
      events: new InspectionEvents(database),
      pictures: new PictureIndex(database),
      close: async () => {
        await search.close();
        seals.seal();
        opened.connection.pragma('wal_checkpoint(TRUNCATE)');
        opened.close();
      },
    };
  } catch (error) {
    database?.close();
    throw logFailure(error);
  }
}
