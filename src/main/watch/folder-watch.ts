import type { Inspection, Verdict } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { FolderState, FolderStatus } from '../../shared/folders.ts';
import { Backlog } from './backlog.ts';
import { Bell } from './bell.ts';
import { EventTrust } from './event-trust.ts';
import { lookAt } from './fingerprint.ts';
import { MoveFinisher } from './finish-moves.ts';
import { FolderFiles } from './folder-files.ts';
import { FolderLook } from './folder-look.ts';
import { describeMissing, FolderReport, type ReportParts } from './folder-report.ts';
import {
  type FileOutcome,
  type JudgedFolder,
  type JudgeFileParts,
  judgeFile,
  pathIn,
} from './judge-file.ts';
import { nextLookAfter } from './look-schedule.ts';
import { ResultWriter } from './result-writer.ts';
import { afterFailure, type Candidate, isLastTry, judgeLook } from './settling.ts';
import { StationHold } from './station-hold.ts';

export interface FolderWatchParts extends JudgeFileParts, ReportParts {
  /** Shared by all folders: how many pictures are in work at once. */
  readonly gate: <T>(task: () => Promise<T>) => Promise<T>;
  /** False while the disk has no room for new inspections. */
  readonly mayTake: () => boolean;
}

export interface FolderWatchOptions {
  /** Folders inside it that are none of its business, by absolute path. */
  readonly skipped: ReadonlySet<string>;
  /** Waiting files that are remembered at least. */
  readonly remembered?: number | undefined;
  /** Ends when nothing is left to do, and gives up where it cannot be done. */
  readonly once?: boolean;
  readonly onInspection?: (inspection: Inspection) => void;
}

/** One is inferred, the others are being read and decoded. */
const IN_WORK = 6;
const LONGEST_SLEEP_MS = 1_000;
const MISSING_RETRY_MS = 2_000;
/** `once` gives up after so many failures in a row. */
const GIVE_UP_AFTER = 5;

/** Watches one folder: finds its files, has them judged once each, and does what comes afterwards. */
export class FolderWatch {
  readonly #folder: JudgedFolder;
  readonly #parts: FolderWatchParts;
  readonly #options: FolderWatchOptions;
  readonly #bell = new Bell();
  readonly #files: FolderFiles;
  readonly #trust = new EventTrust();
  readonly #look: FolderLook;
  readonly #mover: MoveFinisher;
  readonly #moves: Backlog;
  readonly #results: Backlog;
  readonly #report: FolderReport;
  readonly #hold = new StationHold();
  readonly #stop = new AbortController();
  readonly #judged: Record<Verdict, number> = { ok: 0, ng: 0, review: 0, error: 0 };
  #running: Promise<void> = Promise.resolve();
  #looking: Promise<void> | null = null;
  #nextLookAt = 0;
  /** Nothing is taken before the look has found the oldest file. */
  #waitsForLook = true;
  /** Something was found since the last look at everything. */
  #dirty = true;
  #missing: string | null = null;
  /** How often in a row the station could not judge one and the same file. */
  #mostHolds = 0;

  constructor(folder: JudgedFolder, parts: FolderWatchParts, options: FolderWatchOptions) {
    this.#folder = folder;
    this.#parts = parts;
    this.#options = options;
    const { settings } = folder;
    this.#files = new FolderFiles(options.remembered);
    this.#report = new FolderReport(folder, parts);
    this.#look = new FolderLook({
      folder,
      files: this.#files,
      ledger: parts.ledger,
      trust: this.#trust,
      skipped: options.skipped,
      useEvents: settings.watching !== 'polling' && options.once !== true,
      onEvent: () => this.#bell.ring(),
      onTrouble: (path, error) => this.#report.trouble(path, error),
    });
    this.#mover = new MoveFinisher(parts.ledger, folder);
    this.#moves = new Backlog((signal) => this.#mover.finish(signal));
    const writer = new ResultWriter(parts.resultFiles, folder.id);
    this.#results = new Backlog(async (signal) => {
      if (settings.results !== null) await writer.drain(settings.results, signal);
    });
  }

  start(): void {
    const { signal } = this.#stop;
    const changed = (): void => {
      this.#report.alarms.set('moves', 'warning', this.#moves.problem);
      this.#report.alarms.set('results', 'error', this.#results.problem);
      this.#bell.ring();
    };
    this.#running = Promise.all([
      this.#run(),
      this.#moves.run(signal, changed),
      this.#results.run(signal, changed),
    ]).then(() => undefined);
    // Whoever waits for its end is told; until then it is not "unhandled".
    this.#running.catch((error: unknown) => this.#parts.log('error', String(error)));
  }

  /** Resolves when it has ended by itself (`once`) or was stopped. @throws where `once` gave up */
  ended(): Promise<void> {
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#bell.ring();
    await this.#running.catch(() => undefined);
    this.#report.alarms.clear();
  }

  /** Looks again at once, as after a retry was asked for. */
  lookNow(): void {
    this.#nextLookAt = 0;
    this.#bell.ring();
  }

  troubles(): readonly { readonly relativePath: string; readonly reason: string }[] {
    const moves = [...this.#mover.troubles].map(([relativePath, reason]) => ({
      relativePath,
      reason,
    }));
    return [...this.#files.troubles(), ...moves, ...this.#look.unreadable.troubles()];
  }

  status(): Pick<FolderStatus, 'state' | 'problem' | 'events' | 'queue'> & {
    readonly judged: Readonly<Record<Verdict, number>>;
  } {
    const queue = this.#files.state(performance.now());
    const problem =
      this.#missing ?? this.#heldBy() ?? this.#results.problem ?? this.#moves.problem ?? null;
    return { state: this.#state(), problem, events: this.#comes(), queue, judged: this.#judged };
  }

  #state(): FolderState {
    if (this.#missing !== null) return 'missing';
    return this.#heldBy() === null ? 'watching' : 'waiting';
  }

  #heldBy(): string | null {
    if (!this.#parts.mayTake()) {
      return 'The disk of the data folder has too little room for new inspections. Free some space; the folder then goes on by itself.';
    }
    return this.#hold.error?.message ?? null;
  }

  #comes(): boolean | null {
    return this.#look.eventsFailed ? false : this.#trust.comes;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    try {
      while (!signal.aborted && !(await this.#safeStep())) await this.#bell.wait(this.#sleepMs());
    } finally {
      // Without `once` an end by itself would be a fault; whatever it was, the others end too.
      this.#stop.abort();
      this.#look.close();
      await this.#looking;
      while (this.#files.inWork > 0) await this.#bell.wait(null);
    }
  }

  /** A folder is left alone for months: no fault of one step ends its watch. */
  async #safeStep(): Promise<boolean> {
    try {
      return await this.#step();
    } catch (error) {
      if (this.#options.once === true) throw error;
      this.#report.fault(error);
      await this.#bell.wait(LONGEST_SLEEP_MS);
      return false;
    }
  }

  /** @returns whether nothing is left to do */
  async #step(): Promise<boolean> {
    const { signal } = this.#stop;
    if (this.#looking === null && this.#isLookDue()) this.#looking = this.#lookAtAll();
    if (this.#look.hasNames && this.#missing === null) await this.#look.named(signal);
    if (!this.#waitsForLook && this.#mayJudge()) await this.#visit();
    this.#report.queue(this.#files.state(performance.now()));
    return this.#options.once === true && this.#isDone();
  }

  #isLookDue(): boolean {
    if (performance.now() >= this.#nextLookAt || this.#look.needed) return true;
    return this.#files.drained && this.#files.overflowed;
  }

  async #lookAtAll(): Promise<void> {
    const begun = performance.now();
    const { settings } = this.#folder;
    this.#waitsForLook ||= this.#files.drained && this.#files.overflowed;
    this.#dirty = false;
    try {
      await this.#look.all(this.#stop.signal);
      this.#setMissing(null);
      this.#report.unreadable(this.#look.unreadable.troubles());
      this.#waitsForLook = false;
      const took = performance.now() - begun;
      this.#nextLookAt = performance.now() + nextLookAfter(settings, this.#comes(), took);
    } catch (error) {
      this.#look.close();
      this.#waitsForLook = true;
      this.#setMissing(describeMissing(settings.path, error));
      this.#nextLookAt = performance.now() + MISSING_RETRY_MS;
    }
    this.#looking = null;
    this.#bell.ring();
  }

  #setMissing(problem: string | null): void {
    const changed = (problem === null) !== (this.#missing === null);
    this.#missing = problem;
    this.#report.alarms.set('missing', 'error', problem);
    if (changed) this.#report.stateChanged();
  }

  #mayJudge(): boolean {
    if (this.#missing !== null || !this.#parts.mayTake()) return false;
    return this.#hold.mayTry(performance.now());
  }

  async #visit(): Promise<void> {
    const settleMs = this.#folder.settings.settleSeconds * 1000;
    this.#files.admit(settleMs, performance.now());
    for (const candidate of this.#files.due(performance.now())) {
      // After a failure of the station one file tries whether it can judge again.
      if (this.#files.inWork >= (this.#hold.error === null ? IN_WORK : 1)) return;
      const path = pathIn(this.#folder, candidate.relativePath);
      const facts = await lookAt(path).catch(() => null);
      const look = judgeLook(candidate, facts, settleMs, performance.now());
      this.#dirty = true;
      if (look.kind === 'gone') this.#files.remove(candidate.relativePath);
      else if (look.kind === 'wait') this.#files.update(look.candidate);
      else void this.#judge(look.candidate);
    }
  }

  async #judge(candidate: Candidate): Promise<void> {
    const { tries, patienceSeconds } = this.#folder.settings;
    const { gate } = this.#parts;
    this.#files.begin(candidate);
    try {
      const isLast = isLastTry(
        candidate,
        { tries, patienceMs: patienceSeconds * 1000 },
        performance.now(),
      );
      const othersWork = candidate.tries > 0 && this.#count() > candidate.judgedBefore;
      const file = { ...candidate, isLast, othersWork };
      const outcome = await gate(() =>
        judgeFile(this.#parts, this.#folder, file, this.#stop.signal),
      );
      this.#take(candidate, outcome);
    } catch (error) {
      this.#take(candidate, { kind: 'station', error: this.#expected(error) });
    } finally {
      await this.#lookAgain(candidate);
      this.#files.end(candidate);
      this.#bell.ring();
    }
  }

  /** What was written there meanwhile told of itself while nobody listened. */
  async #lookAgain({ relativePath }: Candidate): Promise<void> {
    if (this.#stop.signal.aborted) return;
    await this.#look.again(relativePath).catch((error: unknown) => this.#report.fault(error));
  }

  #expected(error: unknown): PitchlineError {
    if (error instanceof PitchlineError) return error;
    this.#report.fault(error);
    return new PitchlineError('INTERNAL', `The picture could not be judged: ${String(error)}`);
  }

  #take(candidate: Candidate, outcome: FileOutcome): void {
    switch (outcome.kind) {
      case 'judged':
        this.#files.remove(candidate.relativePath);
        this.#judged[outcome.inspection.verdict] += 1;
        if (this.#hold.end()) this.#holdChanged();
        this.#options.onInspection?.(outcome.inspection);
        this.#moves.ring();
        this.#results.ring();
        return;
      case 'seen':
        this.#files.remove(candidate.relativePath);
        this.#moves.ring();
        return;
      case 'gone':
        this.#files.remove(candidate.relativePath);
        return;
      case 'broken': {
        const settleMs = this.#folder.settings.settleSeconds * 1000;
        const now = performance.now();
        this.#files.update(afterFailure(candidate, outcome.reason, this.#count(), settleMs, now));
        return;
      }
      case 'station': {
        if (this.#stop.signal.aborted) return;
        this.#hold.fail(outcome.error, performance.now());
        this.#holdChanged();
        // Another one tries next: if it can be judged, the fault was not the station's.
        const dueAt = this.#hold.until + this.#folder.settings.settleSeconds * 1000;
        this.#files.update({ ...candidate, dueAt, holds: candidate.holds + 1 });
        this.#mostHolds = Math.max(this.#mostHolds, candidate.holds + 1);
        return;
      }
    }
  }

  #holdChanged(): void {
    this.#report.alarms.set('waiting', 'error', this.#hold.error?.message ?? null);
    this.#report.stateChanged();
  }

  #count(): number {
    return Object.values(this.#judged).reduce((sum, count) => sum + count, 0);
  }

  /** @throws PitchlineError where it will not become done */
  #isDone(): boolean {
    if (this.#missing !== null) throw new PitchlineError('FOLDER_NOT_FOUND', this.#missing);
    const { error, failures: inRow } = this.#hold;
    if (error !== null && Math.max(inRow, this.#mostHolds) > GIVE_UP_AFTER) throw error;
    for (const { failures, problem } of [this.#moves, this.#results]) {
      if (failures >= GIVE_UP_AFTER) throw new PitchlineError('FOLDER_NOT_WRITABLE', problem ?? '');
    }
    if (this.#looking !== null) return false;
    if (!this.#parts.mayTake() && !this.#files.drained) {
      throw new PitchlineError('DISK_LOW', this.#heldBy() ?? '');
    }
    if (this.#files.overflowed || !this.#files.drained) return false;
    if (this.#dirty) {
      this.#nextLookAt = 0;
      return false;
    }
    return !this.#moves.busy && !this.#results.busy;
  }

  #sleepMs(): number {
    const now = performance.now();
    const dues = [LONGEST_SLEEP_MS];
    if (this.#looking === null) dues.push(this.#nextLookAt - now);
    const mayBegin = this.#files.inWork < IN_WORK && !this.#waitsForLook && this.#mayJudge();
    if (mayBegin) dues.push(this.#files.nextDue() - now);
    // What is due and could not begin waits for the bell.
    return Math.max(1, Math.min(...dues));
  }
}
