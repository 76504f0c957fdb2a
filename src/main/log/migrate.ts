import type Database from 'better-sqlite3';
import { PitchlineError } from '../../shared/errors.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';

/** Marks the file as Pitchline's ("Ptch"), beside its name. */
const APPLICATION_ID = 0x50746368;

export function schemaVersion(connection: Database.Database): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/**
 * What is still to be done to a file.
 *
 * @throws PitchlineError LOG_NEWER where a newer Pitchline wrote it
 */
export function pendingMigrations(
  connection: Database.Database,
  migrations: readonly Migration[] = MIGRATIONS,
): readonly Migration[] {
  const version = schemaVersion(connection);
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new PitchlineError(
      'LOG_NEWER',
      `The log was written by a newer Pitchline (its form is ${version}, this one knows up to ${newest}). Install that version again, or choose another data folder with --data.`,
    );
  }
  return migrations.filter((migration) => migration.version > version);
}

/** Each in a transaction of its own: a crash leaves the form before or the one after. */
export function migrate(
  connection: Database.Database,
  pending: readonly Migration[],
  done: (migration: Migration) => void = () => undefined,
): void {
  for (const migration of pending) {
    connection.transaction(() => {
      connection.exec(migration.sql);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      connection.pragma(`user_version = ${migration.version}`);
      done(migration);
    })();
  }
}
