import { statfs } from 'node:fs/promises';
import { PitchlineError } from '../../shared/errors.ts';
import type { StationSettings } from '../../shared/station-settings.ts';

type FreeSpaceLimits = StationSettings['freeSpace'];

/** `unknown` where the system does not tell; it takes pictures then, and a full disk shows as such. */
export type RoomLevel = 'unknown' | 'enough' | 'low' | 'stopped';

export interface Room {
  readonly level: RoomLevel;
  readonly freeBytes: number | null;
}

export interface FreeSpaceOptions {
  /** The data folder. */
  readonly folder: string;
  readonly limits: () => FreeSpaceLimits;
  /** Called with each change of the level. */
  readonly onChange: (room: Room, before: Room) => void;
  readonly everyMs?: number;
  readonly measure?: (folder: string) => Promise<number>;
}

const EVERY_MS = 5_000;
/** A limit that was passed counts until there is this much more, so that the level does not flutter. */
const HYSTERESIS = 1.05;

/** Looks at the disk of the data folder, so that the station stops before it would lose a picture. */
export class FreeSpaceWatch {
  readonly #options: FreeSpaceOptions;
  #room: Room = { level: 'unknown', freeBytes: null };
  #timer: NodeJS.Timeout | null = null;

  constructor(options: FreeSpaceOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.check();
    this.#timer = setInterval(() => void this.check(), this.#options.everyMs ?? EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  room(): Room {
    return this.#room;
  }

  mayTake(): boolean {
    return this.#room.level !== 'stopped';
  }

  /** @throws PitchlineError DISK_LOW */
  requireRoom(): void {
    if (this.mayTake()) return;
    const { stopBytes } = this.#options.limits();
    throw new PitchlineError(
      'DISK_LOW',
      `The disk of the data folder has ${megabytes(this.#room.freeBytes ?? 0)} left, less than the ${megabytes(stopBytes)} at which the station takes no new pictures. Free some space, or delete old pictures (POST /api/v1/evidence/prune, or \`pitchline log prune\` while the station is stopped); it then goes on by itself.`,
    );
  }

  /** Measures now. */
  async check(): Promise<Room> {
    const { folder, measure = freeBytes, limits, onChange } = this.#options;
    const free = await measure(folder).catch(() => null);
    const before = this.#room;
    this.#room = { freeBytes: free, level: levelOf(free, limits(), before.level) };
    if (this.#room.level !== before.level) onChange(this.#room, before);
    return this.#room;
  }
}

function levelOf(free: number | null, limits: FreeSpaceLimits, before: RoomLevel): RoomLevel {
  if (free === null) return 'unknown';
  const stop = limits.stopBytes * (before === 'stopped' ? HYSTERESIS : 1);
  if (free < stop) return 'stopped';
  const warn = limits.warnBytes * (before === 'low' || before === 'stopped' ? HYSTERESIS : 1);
  return free < warn ? 'low' : 'enough';
}

/** What a program without privileges may still write, in bytes. */
async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;
}
