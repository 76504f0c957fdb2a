import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Verdict, VerdictSchema } from '../../shared/domain.ts';
import type { StationEvent } from '../../shared/events.ts';
import type { EvidenceStatus, EvidenceTotal, PruneReport } from '../../shared/evidence.ts';
import { type Actor, STATION_ACTOR } from '../../shared/log.ts';
import type { StationSettings } from '../../shared/station-settings.ts';
import type { StationLog } from '../log/station-log.ts';
import { AgeTrust } from './age-trust.ts';
import { EvidenceStore } from './evidence-store.ts';
import { FreeSpaceWatch } from './free-space.ts';
import { planPrune, prune } from './prune.ts';
import { countKept, type Doomed, type RetentionRules } from './retention.ts';
import { roomAlarm } from './room-alarm.ts';

export interface EvidenceServiceOptions {
  readonly dataFolder: string;
  readonly stationLog: Pick<StationLog, 'database' | 'pictures' | 'audit'>;
  /** Asked anew each time: people change them while the station runs. */
  readonly settings: () => Pick<StationSettings, 'evidence' | 'retention' | 'freeSpace'>;
  readonly publish: (event: StationEvent) => void;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
  readonly now?: () => Date;
}

const HOUR_MS = 3_600_000;

/** Keeps pictures, deletes those whose time is over each hour, and looks after the room on the disk. */
export class EvidenceService {
  readonly store: EvidenceStore;
  readonly freeSpace: FreeSpaceWatch;
  readonly #options: EvidenceServiceOptions;
  readonly #now: () => Date;
  readonly #ages: AgeTrust;
  readonly #closing = new AbortController();
  #pruning: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: EvidenceServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#ages = new AgeTrust(this.#now().getTime());
    this.store = new EvidenceStore({
      folder: join(options.dataFolder, 'pictures'),
      index: options.stationLog.pictures,
      settings: () => options.settings().evidence,
      now: this.#now,
      log: options.log,
    });
    this.freeSpace = new FreeSpaceWatch({
      folder: options.dataFolder,
      limits: () => options.settings().freeSpace,
      onChange: (room, before) => {
        const event = roomAlarm(room, before, this.#now());
        if (event === null) return;
        options.publish(event);
        if (event.kind === 'alarm.raised') options.log('warn', event.message);
        else options.log('info', 'There is room on the disk of the data folder again.');
      },
    });
  }

  /** Finishes what a crash left, and begins to look after it all. */
  async start(): Promise<void> {
    await mkdir(this.#options.dataFolder, { recursive: true });
    await this.store.open();
    await this.freeSpace.start();
    this.#timer = setInterval(() => void this.#hourly(), HOUR_MS);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.freeSpace.stop();
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#pruning;
  }

  async status(): Promise<EvidenceStatus> {
    const kept: Partial<Record<Verdict, EvidenceTotal>> = {};
    for (const verdict of VerdictSchema.options) {
      kept[verdict] = await countKept(this.#options.stationLog.pictures, verdict);
    }
    const { warnBytes, stopBytes } = this.#options.settings().freeSpace;
    const room = { ...(await this.freeSpace.check()), warnBytes, stopBytes };
    return { room, kept: kept as EvidenceStatus['kept'] };
  }

  /** Says what {@link prune} would delete now. */
  async planPrune(): Promise<PruneReport> {
    const { stationLog, settings } = this.#options;
    return planPrune({ index: stationLog.pictures, rules: settings().retention, now: this.#now });
  }

  /** Deletes what the rules no longer keep; one run after the other. */
  async prune(actor: Actor): Promise<PruneReport> {
    return this.#prune(actor, this.#options.settings().retention);
  }

  #prune(actor: Actor, rules: RetentionRules): Promise<PruneReport> {
    const run = this.#pruning.then(() =>
      prune({
        index: this.#options.stationLog.pictures,
        rules,
        now: this.#now,
        pathOf: (evidence) => this.store.pathOf(evidence),
        commit: (removed) => this.#commit(actor, removed),
        log: this.#options.log,
        signal: this.#closing.signal,
      }),
    );
    this.#pruning = run.catch(() => undefined);
    return run;
  }

  #commit(actor: Actor, removed: readonly Doomed[]): void {
    const { database, pictures, audit } = this.#options.stationLog;
    const at = this.#now().getTime();
    database.transaction(() => {
      for (const { evidence } of removed) pictures.noteRemoved(evidence.sha256, at);
      audit.append('evidence.pruned', actor, {
        pictures: removed.map(({ evidence: { sha256, verdict }, why }) => ({
          sha256,
          verdict,
          why,
        })),
        bytes: removed.reduce((sum, { evidence }) => sum + evidence.bytes, 0),
      });
    });
  }

  async #hourly(): Promise<void> {
    const { log, settings } = this.#options;
    try {
      await this.store.sweep();
      const { retention } = settings();
      const trusted = this.#ages.isTrusted(this.#now().getTime());
      if (!trusted) {
        log(
          'warn',
          'The clock has jumped forward: for a day no picture is deleted because of its age.',
        );
      }
      const { files, bytes } = await this.#prune(
        STATION_ACTOR,
        trusted ? retention : withoutAges(retention),
      );
      if (files > 0)
        log('info', `${files} pictures (${bytes} bytes) were deleted by their retention rules.`);
    } catch (error) {
      log('error', `Old pictures could not be deleted: ${String(error)}`);
    }
  }
}

function withoutAges(rules: RetentionRules): RetentionRules {
  const sizeOnly = ({ bytes }: RetentionRules['ok']): RetentionRules['ok'] => ({
    days: null,
    bytes,
  });
  return {
    ok: sizeOnly(rules.ok),
    ng: sizeOnly(rules.ng),
    review: sizeOnly(rules.review),
    error: sizeOnly(rules.error),
  };
}
