import type { StationEvent } from '../../shared/events.ts';
import type { FolderQueue } from '../../shared/folders.ts';
import { systemCode } from '../errno.ts';
import { FolderAlarms } from './alarms.ts';
import type { JudgedFolder } from './judge-file.ts';

const QUEUE_EVERY_MS = 1_000;
const MOST_NOTES = 1_000;

export interface ReportParts {
  readonly publish: (event: StationEvent) => void;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

/** What a folder tells the station: alarms, how long its queue is, troubles for the technicians' log. */
export class FolderReport {
  readonly alarms: FolderAlarms;
  readonly #folder: JudgedFolder;
  readonly #parts: ReportParts;
  readonly #noted = new Set<string>();
  #queueAt = Number.NEGATIVE_INFINITY;
  #wasEmpty = false;

  constructor(folder: JudgedFolder, parts: ReportParts) {
    this.#folder = folder;
    this.#parts = parts;
    this.alarms = new FolderAlarms(folder.id, parts.publish);
  }

  /** To be called often: it is told once a second, and an empty queue once. */
  queue({ waiting, more, oldestMs }: FolderQueue): void {
    const now = performance.now();
    if (now - this.#queueAt < QUEUE_EVERY_MS) return;
    this.#queueAt = now;
    const { id, settings } = this.#folder;
    const isBehind = oldestMs !== null && oldestMs > settings.behindSeconds * 1000;
    // Without numbers that change: each new message would be a new alarm.
    const message = `${settings.path} has fallen behind: its oldest file has been waiting for more than ${settings.behindSeconds} s. Check what holds the station up, or give it fewer pictures.`;
    this.alarms.set('behind', 'warning', isBehind ? message : null);
    const isEmpty = oldestMs === null;
    if (!(isEmpty && this.#wasEmpty)) {
      this.#parts.publish({ kind: 'queue.changed', folderId: id, waiting, more, oldestMs });
    }
    this.#wasEmpty = isEmpty;
  }

  /** Names under which nothing can be opened. */
  unreadable(names: readonly { readonly relativePath: string; readonly reason: string }[]): void {
    const [first] = names;
    const others = names.length > 1 ? ' There are more such names.' : '';
    this.alarms.set(
      'names',
      'warning',
      first === undefined
        ? null
        : `${first.relativePath} in ${this.#folder.settings.path} is left out. ${first.reason}${others}`,
    );
    for (const { relativePath, reason } of names) this.trouble(relativePath, reason);
  }

  stateChanged(): void {
    this.#parts.publish({ kind: 'folder.changed', folderId: this.#folder.id, change: 'state' });
  }

  /** Once each: a look comes by the same trouble again and again. */
  trouble(relativePath: string, error: unknown): void {
    const trouble = `${relativePath} in ${this.#folder.settings.path}: ${String(error)}`;
    if (this.#noted.has(trouble) || this.#noted.size > MOST_NOTES) return;
    this.#noted.add(trouble);
    this.#parts.log('warn', trouble);
  }

  /** What nobody expects. */
  fault(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#parts.log('error', text);
  }
}

/** Why a folder cannot be looked at, for a person. */
export function describeMissing(path: string, error: unknown): string {
  const code = systemCode(error);
  if (code === 'ENOTDIR') {
    return `${path} is a file, or lies in one, and no folder any more. The station goes on working when the folder is back.`;
  }
  if (code === 'ENOENT') {
    return `The folder ${path} is not there. The station goes on looking for it, and goes on working when it is back.`;
  }
  return `The folder ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}. Check the permissions and the network; the station goes on trying.`;
}
