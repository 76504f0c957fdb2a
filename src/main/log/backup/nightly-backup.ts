import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonValue } from '../../../shared/canonical-json.ts';
import { STATION_ACTOR } from '../../../shared/log.ts';
import type { AuditChain } from '../audit-chain.ts';
import type { LogDatabase } from '../database.ts';
import { backupsFolder, stamp } from '../log-files.ts';
import { backUpLog } from './back-up-log.ts';
import { findBackups } from './find-backups.ts';
import { manifestPath } from './manifest.ts';
import { lastDue } from './schedule.ts';

export interface NightlyBackupOptions {
  readonly dataFolder: string;
  readonly software: string;
  readonly database: LogDatabase;
  readonly audit: AuditChain;
  /** Asked anew each time; `at` is the time of day by this machine's clock, null: never. */
  readonly settings: () => { readonly at: string | null; readonly kept: number };
  /** Says what is wrong with a copy, without holding the event loop; null where nothing is. */
  readonly check: (copy: string, signal: AbortSignal) => Promise<string | null>;
  /** After each attempt: null where it went well, else what a person should know. */
  readonly onOutcome: (failure: string | null) => void;
  readonly log: (level: 'info' | 'error', message: string) => void;
  readonly now?: () => Date;
}

const LOOK_EVERY_MS = 60_000;
/** After one that failed. */
const RETRY_MS = 3_600_000;
const PREFIX = 'nightly-';

/**
 * Backs up the log once a day while the station runs; a time that it was off over is made up for. The
 * newest few are kept, others that lie in `backups/` are not touched.
 */
export class NightlyBackup {
  readonly #options: NightlyBackupOptions;
  readonly #folder: string;
  readonly #now: () => Date;
  #timer: NodeJS.Timeout | null = null;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  #notBeforeMs = 0;

  constructor(options: NightlyBackupOptions) {
    this.#options = options;
    this.#folder = backupsFolder(options.dataFolder);
    this.#now = options.now ?? (() => new Date());
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Gives up a backup that is being made; the next start makes it. */
  async stop(): Promise<void> {
    this.#stop.abort();
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#running;
  }

  /** Makes a backup if one is due. */
  look(): Promise<void> {
    if (this.#isRunning) return this.#running;
    this.#isRunning = true;
    this.#running = this.#look().finally(() => {
      this.#isRunning = false;
    });
    return this.#running;
  }

  async #look(): Promise<void> {
    const { settings, onOutcome, log } = this.#options;
    const { at, kept } = settings();
    if (at === null || performance.now() < this.#notBeforeMs) return;
    const now = this.#now();
    try {
      const due = lastDue(now, at).toISOString();
      const until = now.toISOString();
      // One from the future was made while the clock was wrong: it must not hold up the next.
      const isDone = (await this.#made()).some(
        ({ manifest }) => manifest.at >= due && manifest.at <= until,
      );
      if (isDone) return;
      await this.#make(now);
      await this.#prune(kept);
      onOutcome(null);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#notBeforeMs = performance.now() + RETRY_MS;
      const failure = `The nightly backup failed and is tried again in an hour: ${error instanceof Error ? error.message : String(error)}`;
      log('error', failure);
      onOutcome(failure);
    }
  }

  async #make(at: Date): Promise<void> {
    const { database, audit, software, check, log } = this.#options;
    await mkdir(this.#folder, { recursive: true });
    const file = join(this.#folder, `${PREFIX}${stamp(at)}.db`);
    const { signal } = this.#stop;
    const manifest = await backUpLog({
      source: database.connection,
      ...{ file, software, at },
      check: (copy) => check(copy, signal),
      onProgress: () => signal.throwIfAborted(),
    });
    audit.append('log.backed-up', STATION_ACTOR, { ...manifest } satisfies JsonValue);
    log('info', `The log was backed up as ${file}.`);
  }

  /**
   * Those of a log before this one, which was set aside, wait for somebody to look at them. What is of
   * this log, and which of them is newer, the chain says: a clock that was wrong for a while does not.
   */
  async #prune(kept: number): Promise<void> {
    const { audit } = this.#options;
    const own = (await this.#made())
      .filter(({ manifest: { head } }) => audit.has(head))
      .toSorted((a, b) => b.manifest.head.seq - a.manifest.head.seq);
    for (const { path } of own.slice(kept)) {
      // The manifest last: what has none is no backup that anybody is offered.
      await rm(path, { force: true });
      await rm(manifestPath(path), { force: true });
    }
  }

  async #made(): ReturnType<typeof findBackups> {
    const all = await findBackups(this.#folder);
    return all.filter(({ manifest }) => manifest.file.startsWith(PREFIX));
  }
}
