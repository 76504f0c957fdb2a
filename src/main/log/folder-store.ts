import { z } from 'zod';
import { type FolderSettings, FolderSettingsSchema } from '../../shared/folders.ts';
import type { LogDatabase } from './database.ts';

/**
 * `station`: watched while the station runs. `command`: only when a command names it; its row holds
 * what was seen there.
 */
export type FolderOrigin = 'station' | 'command';

export interface StoredFolder {
  readonly id: string;
  readonly origin: FolderOrigin;
  readonly settings: FolderSettings;
}

export interface UnreadableFolder {
  readonly id: string;
  readonly problem: string;
}

const DocumentSchema = z.object({
  origin: z.enum(['station', 'command']),
  settings: FolderSettingsSchema,
});

interface FolderRow {
  readonly id: string;
  readonly document: string;
}

/** The watched folders. Inspections speak of theirs for ever, so a removed one keeps its row. */
export class FolderStore {
  readonly #database: LogDatabase;
  readonly #list;
  readonly #save;
  readonly #remove;

  constructor(database: LogDatabase) {
    this.#database = database;
    const { connection } = database;
    this.#list = connection.prepare<[], FolderRow>(
      'SELECT id, document FROM folders WHERE removed_at IS NULL ORDER BY created_at, id',
    );
    this.#save = connection.prepare<[{ id: string; document: string; at: string }]>(
      `INSERT INTO folders (id, document, created_at) VALUES (@id, @document, @at)
       ON CONFLICT (id) DO UPDATE SET document = excluded.document`,
    );
    this.#remove = connection.prepare<[string, string]>(
      'UPDATE folders SET removed_at = ? WHERE id = ?',
    );
  }

  list(): readonly StoredFolder[] {
    return this.#read().flatMap((row) => ('settings' in row ? [row] : []));
  }

  /** Rows that cannot be read, as after a change by hand: the other folders go on without them. */
  unreadable(): readonly UnreadableFolder[] {
    return this.#read().flatMap((row) => ('settings' in row ? [] : [row]));
  }

  #read(): readonly (StoredFolder | UnreadableFolder)[] {
    return this.#list.all().map(({ id, document }) => {
      // A setting that came later has its default.
      const parsed = DocumentSchema.safeParse(parseJson(document));
      return parsed.success
        ? { id, ...parsed.data }
        : { id, problem: z.prettifyError(parsed.error) };
    });
  }

  /** @throws PitchlineError LOG_BUSY, DISK_FULL, LOG_NOT_WRITABLE */
  save({ id, origin, settings }: StoredFolder, at: string): void {
    const document = JSON.stringify({ origin, settings });
    this.#database.transaction(() => this.#save.run({ id, document, at }));
  }

  /** @throws as `save` */
  remove(id: string, at: string): void {
    this.#database.transaction(() => this.#remove.run(at, id));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
