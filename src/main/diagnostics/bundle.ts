import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { StationInfo } from '../../shared/api.ts';
import { type Role, RoleSchema } from '../../shared/rights.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import type { InferenceEngine } from '../inference/types.ts';
import type { StationLog } from '../log/station-log.ts';
import type { ModelLibrary } from '../models/library.ts';
import type { PeopleService } from '../people/people-service.ts';
import type { SettingService } from '../people/setting-service.ts';
import type { FolderService } from '../watch/folder-service.ts';
import type { RecentMessages } from './recent-messages.ts';
import { type TarEntry, tar } from './tar.ts';

const compress = promisify(gzip);

/** The newest inspections that failed. */
const MOST_FAILURES = 100;
const MOST_PICTURES = 10;
/** A larger one is left out: the bundle goes by mail. */
const LARGEST_PICTURE_BYTES = 20_000_000;
/** So far back the newest kept pictures are looked for. */
const MOST_ROWS = 500;

export interface BundleParts {
  readonly engine: Pick<InferenceEngine, 'devices'>;
  readonly library: Pick<ModelLibrary, 'overview'>;
  readonly stationLog: Pick<StationLog, 'search' | 'pictures'>;
  readonly evidence: EvidenceService;
  readonly folders: Pick<FolderService, 'list'>;
  readonly settings: Pick<SettingService, 'current'>;
  readonly people: Pick<PeopleService, 'list'>;
  readonly info: StationInfo;
  readonly recentMessages: RecentMessages;
}

/**
 * What support needs to understand a station, as a tar.gz: its messages, what `doctor` finds,
 * versions, settings, folders and the last failures. No PIN, password, token, or name of a person is
 * in it: of people only how many have which role. Pictures only when asked for.
 */
export async function diagnosticsBundle(
  parts: BundleParts,
  options: { readonly pictures: boolean },
  now: Date = new Date(),
): Promise<Buffer> {
  const { devices, models, room } = await doctor(parts);
  const entries: TarEntry[] = [
    text('README.txt', README),
    document('versions.json', { at: now.toISOString(), ...parts.info, ...machine() }),
    document('doctor.json', { devices, models, room }),
    document('settings.json', parts.settings.current),
    document('people.json', roleCounts(parts)),
    document('folders.json', parts.folders.list()),
    document('failures.json', await failures(parts)),
    text('messages.txt', parts.recentMessages.text),
    ...(options.pictures ? await pictures(parts) : []),
  ];
  return compress(tar(entries, now));
}

const README = `A diagnostics bundle of Pitchline.

versions.json  the station, its machine and runtime
doctor.json    devices, models, free space
settings.json  the settings in force
people.json    how many people have which role
folders.json   the watched folders and their state
failures.json  the last inspections that failed
messages.txt   what the station said since its start
pictures/      the newest kept pictures, where they were asked for
`;

function machine() {
  const { node, electron, v8 } = process.versions;
  return {
    runtime: { node, electron, v8 },
    platform: process.platform,
    architecture: process.arch,
    system: os.release(),
    processors: os.cpus().length,
    processor: os.cpus()[0]?.model ?? null,
    memoryBytes: os.totalmem(),
    freeMemoryBytes: os.freemem(),
    upSeconds: Math.round(process.uptime()),
  };
}

async function doctor({ engine, library, evidence }: BundleParts) {
  const { models, live, damaged } = await library.overview();
  return {
    devices: await engine.devices(),
    models: {
      installed: models.map(({ name, version, kind, sha256, bytes }) => ({
        ...{ name, version, kind, sha256, bytes },
        live: live[kind] === sha256,
      })),
      damaged,
    },
    room: (await evidence.status()).room,
  };
}

function roleCounts({ people }: BundleParts): Readonly<Record<Role, number>> {
  const list = people.list();
  const counts = RoleSchema.options.map((role) => [
    role,
    list.filter((person) => person.role === role).length,
  ]);
  return Object.fromEntries(counts) as Record<Role, number>;
}

async function failures({ stationLog }: BundleParts): Promise<readonly unknown[]> {
  const filter = { verdict: ['error' as const] };
  const { rows } = await stationLog.search.page({ filter, limit: MOST_FAILURES });
  return rows.map(({ person: _, ...row }) => row);
}

/** As they are kept, newest first, each once; a file that is gone meanwhile is none. */
async function pictures({ stationLog, evidence }: BundleParts): Promise<readonly TarEntry[]> {
  const found = new Map<string, TarEntry>();
  let looked = 0;
  for await (const { sha256 } of stationLog.search.all({}, { masks: false })) {
    looked += 1;
    if (found.size === MOST_PICTURES || looked > MOST_ROWS) break;
    const kept = sha256 === null ? null : stationLog.pictures.find(sha256);
    if (kept === null || kept.bytes > LARGEST_PICTURE_BYTES || found.has(kept.sha256)) continue;
    const data = await readFile(evidence.store.pathOf(kept)).catch(() => null);
    const name = `pictures/${kept.sha256}.${kept.mode}`;
    if (data !== null) found.set(kept.sha256, { name, data });
  }
  return [...found.values()];
}

function document(name: string, value: unknown): TarEntry {
  return text(name, `${JSON.stringify(value, null, 2)}\n`);
}

function text(name: string, content: string): TarEntry {
  return { name, data: Buffer.from(content) };
}
