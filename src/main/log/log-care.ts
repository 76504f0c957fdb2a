import type { Alarm, StationEvent } from '../../shared/events.ts';
import { NightlyBackup } from './backup/nightly-backup.ts';
import { noteSuspicion } from './damage.ts';
import type { StationLog } from './station-log.ts';
import { verifyInThread } from './verify/verify-in-thread.ts';

export interface LogCareOptions {
  readonly dataFolder: string;
  readonly software: string;
  readonly stationLog: StationLog;
  readonly backup: () => { readonly at: string | null; readonly kept: number };
  readonly publish: (event: StationEvent) => void;
  readonly log: (level: 'info' | 'error', message: string) => void;
}

/** Looks after the log of a running station: what is wrong with it is shown until it is mended. */
export class LogCare {
  readonly #options: LogCareOptions;
  readonly #nightly: NightlyBackup;

  constructor(options: LogCareOptions) {
    this.#options = options;
    const { dataFolder, software, stationLog, backup, log } = options;
    this.#nightly = new NightlyBackup({
      ...{ dataFolder, software, settings: backup, log },
      database: stationLog.database,
      audit: stationLog.audit,
      check: (copy, signal) => this.#check(copy, signal),
      onOutcome: (failure) => this.#show('log-backup', 'warning', failure),
    });
  }

  start(): void {
    const { setAside } = this.#options.stationLog;
    if (setAside !== null) this.#show('log-set-aside', 'error', setAside.message);
    this.#nightly.start();
  }

  /** What the timer does each minute. */
  backUpIfDue(): Promise<void> {
    return this.#nightly.look();
  }

  stop(): Promise<void> {
    return this.#nightly.stop();
  }

  /** A file that is damaged makes no backup; one that somebody changed is kept, and said so. */
  async #check(copy: string, signal: AbortSignal): Promise<string | null> {
    const { problem } = await verifyInThread({ file: copy, known: null }, signal);
    if (problem !== null && problem.table === null) {
      noteSuspicion(this.#options.stationLog.database.path);
      const advice =
        'Start the station again: it sets the damaged log aside, begins a new one and names the newest good backup.';
      this.#show('log-damaged', 'error', `The log is damaged: ${problem.message} ${advice}`);
      return problem.message;
    }
    const message =
      problem === null
        ? null
        : `Somebody changed the log: ${problem.message} Compare it with a backup.`;
    if (message !== null) this.#options.log('error', message);
    this.#show('log-changed', 'error', message);
    return null;
  }

  #show(alarm: string, severity: Alarm['severity'], message: string | null): void {
    const { publish } = this.#options;
    if (message === null) publish({ kind: 'alarm.cleared', alarm });
    else {
      const since = new Date().toISOString();
      publish({ kind: 'alarm.raised', alarm, severity, message, since });
    }
  }
}
