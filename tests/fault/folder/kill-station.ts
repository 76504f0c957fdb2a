import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freshFolder, jsonLines, pitchline } from '../../support/cli.ts';
import { Arrivals, type ArrivingFolder } from './arrivals.ts';
import { prepareData } from './fault-station.ts';
import { namesIn } from './folder-files.ts';
import { LedgerView } from './ledger-view.ts';
import { makeFolders, type WatchedFolder } from './make-folders.ts';
import { createRandom, type Random } from './random.ts';
import { type StationProcess, startStation } from './station-process.ts';
import { type Tally, takeTally } from './tally.ts';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** The first five are the promise; the others say how it was tried. */
export interface FaultReport {
  readonly kills: number;
  readonly files: number;
  readonly lost: number;
  readonly doubled: number;
  readonly auditOk: boolean;
  readonly misplaced: number;
  readonly resultsLost: number;
  readonly resultsDoubled: number;
  /** Pictures that the log calls kept and that are not there, or the other way round. */
  readonly evidenceWrong: number;
  readonly inspections: number;
  readonly stationKills: number;
  readonly inferenceKills: number;
  readonly seconds: number;
  readonly seed: number;
}

const BURST = 6;
/** So many may wait: the station shall be killed in the middle of work, and the end come soon. */
const BACKLOG = 60;
/** Without one more inspection for so long, what is missing counts as lost. */
const PATIENCE_MS = 60_000;

/** Everything that has to be as it was promised. */
export function isGood(report: FaultReport): boolean {
  const { lost, doubled, misplaced, resultsLost, resultsDoubled, evidenceWrong } = report;
  const wrong = lost + doubled + misplaced + resultsLost + resultsDoubled + evidenceWrong;
  return report.auditOk && wrong === 0;
}

/**
 * A real station on real folders; pictures come in bursts, and it or its inference process is killed
 * at random moments. In the end every picture has to have exactly one inspection, one place and one
 * result.
 */
export async function killFolderStation({ kills, seed, say }: KillOptions): Promise<FaultReport> {
  const started = performance.now();
  const random = createRandom(seed);
  const root = freshFolder('kills');
  const data = join(root, 'data');
  const view = new LedgerView(data);
  await prepareData(data);
  let station = startStation(data, 1);
  try {
    const folders = await makeFolders(await station.address, root);
    const arrivals = newArrivals(folders, random, view);
    const done = new AbortController();
    const arriving = keepArriving(arrivals, view, createRandom(seed + 1), done.signal);
    const counts = { station: 0, inference: 0 };
    for (let kill = 1; kill <= kills; kill += 1) {
      // Most of them in the middle of work, the others while it starts.
      if (random.share() < 0.75) await someWork(view, station);
      await wait(random.whole(0, 1_500));
      failIfEnded(station);
      if (random.share() < 0.5 && station.killInference()) {
        counts.inference += 1;
      } else {
        await station.kill();
        counts.station += 1;
        station = startStation(data, 1);
      }
      if (kill % 10 === 0)
        say(`${kill} kills, ${arrivals.all.length} files, ${view.total()} inspected`);
    }
    done.abort();
    await arriving;
    await station.address;
    await drain(arrivals, folders, view, say);
    await station.stop();
    // An inference process that was killed leaves the evidence it was writing: a start clears it away.
    station = startStation(data, 1);
    await station.address;
    await station.stop();
    const tally = await takeTally(arrivals.all, folders, view);
    const report: FaultReport = {
      kills,
      files: arrivals.all.length,
      ...pick(tally),
      auditOk: await auditIsGood(data),
      misplaced: tally.misplaced,
      resultsLost: tally.resultsLost,
      resultsDoubled: tally.resultsDoubled,
      evidenceWrong: differences(view.keptPictures(), namesIn(join(data, 'pictures'))),
      inspections: view.total(),
      stationKills: counts.station,
      inferenceKills: counts.inference,
      seconds: Math.round((performance.now() - started) / 1000),
      seed,
    };
    if (isGood(report)) await rm(root, { recursive: true });
    else say(`Everything is left in ${root} for a look.`);
    return report;
  } finally {
    await station.kill();
    view.close();
  }
}

/** Waits until the station has inspected something more. */
async function someWork(view: LedgerView, station: StationProcess): Promise<void> {
  const before = view.total();
  const patience = performance.now() + PATIENCE_MS;
  while (view.total() === before && performance.now() < patience && !station.ended()) {
    await wait(20);
  }
}

/** Names that only one of the two lists has. */
function differences(some: readonly string[], others: readonly string[]): number {
  const [left, right] = [new Set(some), new Set(others)];
  const missing = some.filter((name) => !right.has(name));
  return missing.length + others.filter((name) => !left.has(name)).length;
}

function pick({ lost, doubled }: Tally): Pick<Tally, 'lost' | 'doubled'> {
  return { lost, doubled };
}

function newArrivals(
  folders: readonly WatchedFolder[],
  random: Random,
  view: LedgerView,
): Arrivals {
  const ids = new Map(folders.map(({ path, id }) => [path, id]));
  const arriving: readonly ArrivingFolder[] = folders;
  return new Arrivals(arriving, random, ({ folder, sha256 }) =>
    view.isInspected(ids.get(folder) ?? '', sha256),
  );
}

async function keepArriving(
  arrivals: Arrivals,
  view: LedgerView,
  random: Random,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    if (arrivals.all.length - view.total() < BACKLOG) await arrivals.burst(BURST);
    await wait(random.whole(30, 400));
  }
}

/** Waits until all is done, or until nothing more happens for long. */
async function drain(
  arrivals: Arrivals,
  folders: readonly WatchedFolder[],
  view: LedgerView,
  say: (line: string) => void,
): Promise<void> {
  let before = -1;
  let since = performance.now();
  for (;;) {
    const { lost, misplaced, examples } = await takeTally(arrivals.all, folders, view);
    const open = lost + misplaced + view.resultsToWrite();
    if (open === 0) return;
    if (open !== before) {
      before = open;
      since = performance.now();
    }
    if (performance.now() - since > PATIENCE_MS) {
      say(
        `Nothing more happens: ${lost} files have no inspection, ${misplaced} are not in their place.`,
      );
      for (const example of examples) say(`lost: ${example}`);
      return;
    }
    await wait(500);
  }
}

function failIfEnded(station: StationProcess): void {
  if (station.ended()) throw new Error(`The station ended by itself: ${station.stderr()}`);
}

async function auditIsGood(data: string): Promise<boolean> {
  const { status, stdout } = await pitchline(['log', 'verify', '--json'], { data });
  return status === 0 && jsonLines(stdout)[0]?.ok === true;
}
