import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { STATION_ACTOR } from '../../shared/log.ts';
import { AuditChain } from './audit-chain.ts';
import { LogDatabase } from './database.ts';
import { logFailure } from './failures.ts';
import { InspectionStore } from './inspection-store.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { PictureIndex } from './picture-index.ts';
import { SealStore } from './seal-store.ts';

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
    seals.seal();
    const opened = database;
    return {
      database,
      inspections: new InspectionStore(database, seals, options.software),
      audit,
      pictures: new PictureIndex(database),
      close: async () => {
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
