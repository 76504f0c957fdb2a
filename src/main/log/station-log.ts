import { STATION_ACTOR } from '../../shared/log.ts';
import { AuditChain } from './audit-chain.ts';
import { AuditReader } from './audit-reader.ts';
import { ComparisonStore } from './comparison-store.ts';
import { CorrectionStore } from './correction-store.ts';
import type { LogDatabase } from './database.ts';
import { DispositionStore } from './disposition-store.ts';
import { InspectionEvents } from './event-history.ts';
import { logFailure } from './failures.ts';
import { FolderStore } from './folder-store.ts';
import { InspectionStore } from './inspection-store.ts';
import { LedgerStore } from './ledger-store.ts';
import { type OpenedLogFile, openLogFile } from './open-log-file.ts';
import { PeopleStore } from './people-store.ts';
import { PictureIndex } from './picture-index.ts';
import { RecipeStore } from './recipe-store.ts';
import { ResultFileStore } from './result-file-store.ts';
import { SavedFilterStore } from './saved-filter-store.ts';
import { SealStore, sealByTheHour } from './seal-store.ts';
import { SearchIndex } from './search/search-index.ts';
import { SearchReader } from './search/search-reader.ts';
import type { SetAside } from './set-aside.ts';
import { SettingStore } from './setting-store.ts';

export { LOG_FILE } from './log-files.ts';

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
  readonly comparisons: ComparisonStore;
  readonly corrections: CorrectionStore;
  readonly settings: SettingStore;
  readonly savedFilters: SavedFilterStore;
  readonly events: InspectionEvents;
  readonly pictures: PictureIndex;
  readonly folders: FolderStore;
  readonly ledger: LedgerStore;
  readonly resultFiles: ResultFileStore;
  /** The damaged log that this one was begun after; somebody has to know. */
  readonly setAside: SetAside | null;
  /** Seals what was recorded and closes the file. */
  close(): Promise<void>;
}

/**
 * Opens the log of a data folder whose lock this process holds, and makes it where there is none.
 *
 * A damaged one is set aside and a new one begun: `setAside` says so, the log line and the new chain.
 *
 * @throws PitchlineError LOG_NEWER, LOG_BUSY, LOG_NOT_WRITABLE, LOG_BACKUP_FAILED, DISK_FULL
 */
export async function openStationLog(options: StationLogOptions): Promise<StationLog> {
  const now = options.now ?? (() => new Date());
  let database: LogDatabase | undefined;
  try {
    const opened = await openLogFile({ ...options, now });
    database = opened.database;
    const audit = new AuditChain(database, now);
    const seals = new SealStore(database, audit);
    database.transaction(() => tellOpening(opened, audit, options));
    const recipes = new RecipeStore(database, audit, now);
    recipes.ensureDefault(STATION_ACTOR);
    seals.seal();
    const searchIndex = new SearchIndex(database.connection);
    searchIndex.catchUp();
    const search = new SearchReader(database.path);
    const writer = database;
    const stopSealing = sealByTheHour(seals, options.log);
    writer.setLockWait('working');
    return {
      database,
      inspections: new InspectionStore(database, seals, searchIndex, options.software),
      audit,
      recipes,
      search,
      auditTrail: new AuditReader(database),
      people: new PeopleStore(database),
      dispositions: new DispositionStore(database, searchIndex),
      comparisons: new ComparisonStore(database, audit, searchIndex),
      corrections: new CorrectionStore(database, searchIndex),
      settings: new SettingStore(database),
      savedFilters: new SavedFilterStore(database),
      events: new InspectionEvents(database),
      pictures: new PictureIndex(database),
      folders: new FolderStore(database),
      ledger: new LedgerStore(database),
      resultFiles: new ResultFileStore(database),
      setAside: opened.setAside,
      close: async () => {
        stopSealing();
        try {
          await search.close();
          writer.setLockWait('alone');
          seals.seal();
          writer.connection.pragma('wal_checkpoint(TRUNCATE)');
        } catch (error) {
          // As on a full disk: what is committed stays, and the next start seals it.
          options.log('warn', `The log was closed without its last seal: ${String(error)}`);
        } finally {
          writer.close();
        }
      },
    };
  } catch (error) {
    database?.close();
    throw logFailure(error);
  }
}

/** The beginning of a chain, and what was done to the file before it could be used. */
function tellOpening(
  { setAside, migrated }: OpenedLogFile,
  audit: AuditChain,
  { software, log }: StationLogOptions,
): void {
  if (audit.head().seq === 0) audit.append('log.begun', STATION_ACTOR, { software });
  if (migrated !== null) {
    audit.append('log.migrated', STATION_ACTOR, { software, ...migrated });
    log(
      'info',
      `The log is of form ${migrated.to} now; before that it was saved as ${migrated.backup}.`,
    );
  }
  if (setAside !== null) {
    const { file, problem, backup } = setAside;
    audit.append('log.set-aside', STATION_ACTOR, { file, problem, backup });
    log('error', setAside.message);
  }
}
