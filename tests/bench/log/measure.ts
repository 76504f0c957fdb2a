import { HistoryFilterSchema, type HistoryFilterText } from '../../../src/shared/history.ts';
import type { BuiltLog } from './build.ts';
import { CLASSES, lotOf, noise, partOfLine, pick, STATIONS, serialOf, timeOf } from './line.ts';

export interface Measured {
  readonly name: string;
  /** ms */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

const PAGE = 50;
const DAY_MS = 86_400_000;

/** One question to the log, by the number of the sample. */
type Question = (sample: number, rows: number) => HistoryFilterText;

const DAY = (sample: number, rows: number): { from: string; to: string } => {
  const from = timeOf(Math.floor(noise(sample) * rows));
  return { from: from.toISOString(), to: new Date(from.getTime() + DAY_MS).toISOString() };
};
const partNumber = (sample: number, rows: number): number => Math.floor(noise(sample * 17) * rows);

/** What people look for; each page comes with its count. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  page: () => ({}),
  'page of a verdict': (sample) => ({
    verdict: pick(['ng', 'review', 'ng,review', 'ok'], noise(sample)),
  }),
  'page of a day': (sample, rows) => ({ ...DAY(sample, rows), verdict: 'ng,review' }),
  'filtered page': (sample) => ({
    effective: pick(['ng', 'ok', 'review'], noise(sample)),
    recipe: pick(['gears', 'shafts:2'], noise(sample + 1)),
    model: 'gears:2',
    station: pick(STATIONS, noise(sample + 2)),
    source: 'folder',
  }),
  'page of a class': (sample) => ({ class: pick(CLASSES, noise(sample)) }),
  'page of a class by score': (sample) => ({
    class: pick(CLASSES, noise(sample)),
    minScore: pick(['0.5', '0.9', '0.93'], noise(sample + 1)),
  }),
  'page of a disposition': (sample) => ({
    disposition: pick(['overridden', 'confirmed'], noise(sample)),
    side: 'left',
  }),
  'search by serial': (sample, rows) => ({ serial: serialOf(partNumber(sample, rows)) }),
  'search by lot': (sample, rows) => ({ lot: lotOf(partNumber(sample, rows)), verdict: 'ng' }),
  'search by words': (sample, rows) => ({
    text: pick(
      [
        serialOf(partNumber(sample, rows)),
        serialOf(partNumber(sample, rows)).slice(0, 6),
        'cam1',
        `cam2 ${lotOf(partNumber(sample, rows))}`,
        'dust lens',
        'nowhere',
      ],
      noise(sample + 3),
    ),
  }),
  'nothing to be found': () => ({ side: 'left', station: 'cam2', source: 'folder' }),
};

/** Each question `samples` times, one after the other, from the host through the reader thread. */
export async function measureReads(built: BuiltLog, samples: number): Promise<Measured[]> {
  const { log, rows } = built;
  const measured: Measured[] = [];
  for (const [name, question] of Object.entries(QUESTIONS)) {
    const times: number[] = [];
    let cursor: string | undefined;
    for (let sample = 0; sample < samples; sample += 1) {
      const filter = HistoryFilterSchema.parse(question(sample, rows));
      const started = performance.now();
      const page = await log.search.page({ filter, cursor, limit: PAGE });
      times.push(performance.now() - started);
      // Somebody who leafs: further and further back.
      cursor = name === 'page' ? (page.next ?? undefined) : undefined;
    }
    measured.push(summary(name, times));
  }
  return measured;
}

/** One inspection more, each committed to the disk. */
export function measureInsert({ log, parts, rows }: BuiltLog, samples: number): Measured {
  const times: number[] = [];
  for (let n = rows; n < rows + samples; n += 1) {
    const entry = partOfLine(n, parts);
    const started = performance.now();
    log.inspections.record(entry);
    times.push(performance.now() - started);
  }
  return summary('insert', times);
}

function summary(name: string, times: readonly number[]): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const index = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
    return Number((sorted[index] ?? 0).toFixed(2));
  };
  return { name, p50: at(0.5), p95: at(0.95), max: at(1) };
}
