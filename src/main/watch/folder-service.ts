import { resolve } from 'node:path';
import type { Verdict } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { StationEvent } from '../../shared/events.ts';
import {
  type FolderCheck,
  type FolderDetail,
  type FolderPatch,
  type FolderSettings,
  FolderSettingsSchema,
  type FolderStatus,
} from '../../shared/folders.ts';
import type { Actor, AuditKind } from '../../shared/log.ts';
import { createPartReader } from '../../shared/part-identity.ts';
import { createGate } from '../inference/gate.ts';
import type { Inspector } from '../inspection/inspector.ts';
import type { StoredFolder } from '../log/folder-store.ts';
import type { StationLog } from '../log/station-log.ts';
import { uuidv7 } from '../log/uuid.ts';
import type { ModelLibrary } from '../models/library.ts';
import {
  checkFolder,
  nameOfFolder,
  overlap,
  requireAbsolute,
  requireFolder,
  skippedFolders,
} from './folder-check.ts';
import { FolderWatch, type FolderWatchOptions } from './folder-watch.ts';
import { createNameFilter } from './names.ts';

export interface FolderServiceParts {
  readonly dataFolder: string;
  readonly stationLog: Pick<
    StationLog,
    'database' | 'audit' | 'recipes' | 'folders' | 'ledger' | 'resultFiles'
  >;
  readonly inspector: Pick<Inspector, 'inspect'>;
  readonly library: Pick<ModelLibrary, 'resolve'>;
  /** False while the disk has no room for new inspections. */
  readonly mayTake: () => boolean;
  readonly publish: (event: StationEvent) => void;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** How many waiting files of a folder are remembered at least; `FolderFiles` has a default. */
  readonly remembered?: number;
}

/** Pictures of all folders in work at once: enough to keep the inference process busy. */
const IN_WORK = 6;
/** Entries of one list; more tell nobody more. */
const SHOWN = 200;
const NONE_JUDGED: Readonly<Record<Verdict, number>> = { ok: 0, ng: 0, review: 0, error: 0 };

/** The watched folders of a station; the `watch` command uses the same. */
export class FolderService {
  readonly #parts: FolderServiceParts;
  readonly #gate = createGate(IN_WORK);
  readonly #watches = new Map<string, FolderWatch>();

  constructor(parts: FolderServiceParts) {
    this.#parts = parts;
  }

  /** Begins with the station's folders; each goes on where it was left off. */
  start(): void {
    for (const { id, problem } of this.#parts.stationLog.folders.unreadable()) {
      const message = `The watched folder ${id} is not watched: its settings in the log cannot be read (${problem}). Remove it (DELETE /api/v1/folders/${id}) and set it up again.`;
      this.#parts.log('error', message);
      this.#parts.publish({
        kind: 'alarm.raised',
        alarm: unreadableAlarm(id),
        severity: 'error',
        message,
        since: new Date().toISOString(),
      });
    }
    for (const folder of this.#stored()) this.#begin(folder);
  }

  async close(): Promise<void> {
    const watches = [...this.#watches.values()];
    this.#watches.clear();
    await Promise.all(watches.map((watch) => watch.stop()));
  }

  list(): readonly FolderStatus[] {
    return this.#stored().map((folder) => this.#statusOf(folder));
  }

  /** @throws PitchlineError FOLDER_NOT_FOUND */
  get(id: string): FolderDetail {
    const quarantine = this.#parts.stationLog.ledger.quarantined(id, SHOWN);
    return {
      ...this.#statusOf(this.#find(id)),
      quarantine: quarantine.map(({ relativePath, reason, tries, updatedMs }) => ({
        relativePath,
        reason,
        tries,
        at: new Date(updatedMs).toISOString(),
      })),
      troubles: (this.#watches.get(id)?.troubles() ?? []).slice(0, SHOWN),
    };
  }

  /** @throws PitchlineError FOLDER_INVALID, FOLDER_EXISTS, PATTERN_INVALID, RECIPE_NOT_FOUND, MODEL_NOT_FOUND */
  async add(wanted: FolderSettings, actor: Actor): Promise<FolderStatus> {
    const settings = await this.#checked(wanted, null);
    const folder: StoredFolder = { id: uuidv7(), origin: 'station', settings };
    this.#save(folder, 'folder.added', actor);
    this.#begin(folder);
    this.#changed(folder.id, 'added');
    return this.#statusOf(folder);
  }

  /** @throws PitchlineError as `add`; FOLDER_NOT_FOUND */
  async change(id: string, patch: FolderPatch, actor: Actor): Promise<FolderStatus> {
    const before = this.#find(id);
    const parsed = FolderSettingsSchema.safeParse({ ...before.settings, ...patch });
    if (!parsed.success) {
      const what = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw new PitchlineError('FOLDER_INVALID', `It cannot be set up so: ${what.join('; ')}.`);
    }
    const folder = { ...before, settings: await this.#checked(parsed.data, id) };
    this.#save(folder, 'folder.changed', actor);
    await this.#end(id);
    this.#begin(folder);
    this.#changed(id, 'changed');
    return this.#statusOf(folder);
  }

  /** What was seen and recorded stays in the log. @throws PitchlineError FOLDER_NOT_FOUND */
  async remove(id: string, actor: Actor): Promise<void> {
    const { database, folders, audit } = this.#parts.stationLog;
    const isUnreadable = folders.unreadable().some((folder) => folder.id === id);
    const path = isUnreadable ? null : this.#find(id).settings.path;
    await this.#end(id);
    database.transaction(() => {
      folders.remove(id, new Date().toISOString());
      audit.append('folder.removed', actor, { id, path });
    });
    if (isUnreadable) this.#parts.publish({ kind: 'alarm.cleared', alarm: unreadableAlarm(id) });
    this.#changed(id, 'removed');
  }

  /** Has the quarantined files judged once more as they are. @throws PitchlineError FOLDER_NOT_FOUND */
  retry(id: string): number {
    this.#find(id);
    const count = this.#parts.stationLog.ledger.retryQuarantined(id);
    this.lookNow(id);
    return count;
  }

  /** Looks at everything in it now. */
  lookNow(id: string): void {
    this.#watches.get(id)?.lookNow();
  }

  check(path: string): Promise<FolderCheck> {
    return checkFolder(path, this.#parts.dataFolder);
  }

  /**
   * Watches a folder for a command, until it is stopped or, with `once`, until it is empty. What was
   * seen there is remembered: by the station's own folder of this path, else for the next command.
   *
   * @throws PitchlineError as `add`; with `once` what keeps it from becoming empty
   */
  async watchHere(
    wanted: FolderSettings,
    options: Pick<FolderWatchOptions, 'once' | 'onInspection'>,
    signal: AbortSignal,
  ): Promise<void> {
    const settings = { ...wanted, path: resolve(wanted.path) };
    await this.#check(settings);
    const known = this.#parts.stationLog.folders
      .list()
      .find((stored) => resolve(stored.settings.path) === settings.path);
    const folder: StoredFolder = { id: known?.id ?? uuidv7(), origin: 'command', settings };
    if (known?.origin !== 'station') this.#store(folder);
    const watch = this.#makeWatch(folder, options);
    this.#watches.set(folder.id, watch);
    signal.addEventListener('abort', () => void watch.stop(), { once: true });
    watch.start();
    try {
      await watch.ended();
    } finally {
      await this.#end(folder.id);
    }
  }

  #stored(): readonly StoredFolder[] {
    const { folders } = this.#parts.stationLog;
    return folders.list().filter(({ origin }) => origin === 'station');
  }

  #find(id: string): StoredFolder {
    const folder = this.#stored().find((stored) => stored.id === id);
    if (folder !== undefined) return folder;
    throw new PitchlineError(
      'FOLDER_NOT_FOUND',
      `There is no watched folder ${id}. GET /api/v1/folders lists them.`,
    );
  }

  #begin(folder: StoredFolder): void {
    if (!folder.settings.enabled) return;
    const watch = this.#makeWatch(folder, {});
    this.#watches.set(folder.id, watch);
    watch.start();
  }

  #makeWatch(
    { id, settings }: StoredFolder,
    options: Pick<FolderWatchOptions, 'once' | 'onInspection'>,
  ): FolderWatch {
    const { inspector, stationLog, mayTake, publish, log, dataFolder, remembered } = this.#parts;
    const { ledger, resultFiles } = stationLog;
    const readPart = settings.part === null ? null : createPartReader(settings.part);
    return new FolderWatch(
      { id, settings, readPart },
      { inspector, ledger, resultFiles, gate: this.#gate, mayTake, publish, log },
      { ...options, skipped: skippedFolders(settings, dataFolder), remembered },
    );
  }

  async #end(id: string): Promise<void> {
    const watch = this.#watches.get(id);
    this.#watches.delete(id);
    await watch?.stop();
  }

  async #checked(wanted: FolderSettings, id: string | null): Promise<FolderSettings> {
    const settings = { ...wanted, path: resolve(wanted.path) };
    await this.#check(settings);
    const other = this.#stored().find(
      (stored) => stored.id !== id && overlap(stored.settings, settings),
    );
    if (other === undefined) return settings;
    throw new PitchlineError(
      'FOLDER_EXISTS',
      `The files of ${settings.path} are watched already by the folder "${nameOfFolder(other.settings)}" (${other.settings.path}). Change that one, or remove it first.`,
    );
  }

  async #check(settings: FolderSettings): Promise<void> {
    const { dataFolder, stationLog, library } = this.#parts;
    await requireFolder(settings.path, dataFolder);
    requireAbsolute(settings);
    createNameFilter(settings.patterns);
    if (settings.part !== null) createPartReader(settings.part);
    if (settings.recipe !== null) stationLog.recipes.find(settings.recipe);
    if (settings.model !== null) await library.resolve(settings.model);
  }

  #save(folder: StoredFolder, kind: AuditKind, actor: Actor): void {
    const { database, audit } = this.#parts.stationLog;
    database.transaction(() => {
      this.#store(folder);
      audit.append(kind, actor, { id: folder.id, settings: folder.settings });
    });
  }

  #store(folder: StoredFolder): void {
    this.#parts.stationLog.folders.save(folder, new Date().toISOString());
  }

  #statusOf({ id, settings }: StoredFolder): FolderStatus {
    const { ledger, resultFiles } = this.#parts.stationLog;
    const watch = this.#watches.get(id)?.status();
    return {
      id,
      settings,
      state: watch?.state ?? 'off',
      problem: watch?.problem ?? null,
      events: watch?.events ?? null,
      queue: watch?.queue ?? { waiting: 0, more: false, oldestMs: null, inWork: 0 },
      counts: {
        judged: watch?.judged ?? NONE_JUDGED,
        quarantined: ledger.count(id, 'quarantined'),
        toMove: ledger.count(id, 'to-move'),
        resultsToWrite: resultFiles.countPending(id),
      },
    };
  }

  #changed(folderId: string, change: 'added' | 'changed' | 'removed'): void {
    this.#parts.publish({ kind: 'folder.changed', folderId, change });
  }
}

function unreadableAlarm(id: string): string {
  return `folder-unreadable:${id}`;
}
