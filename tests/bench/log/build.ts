import { openStationLog, type StationLog } from '../../../src/main/log/station-log.ts';
import { uuidv7 } from '../../../src/main/log/uuid.ts';
import { parseRecipe } from '../../../src/shared/recipe.ts';
import { type LineParts, noise, partOfLine, pick, timeOf } from './line.ts';

/** Inspections a transaction: the disk is waited for as often. */
const BATCH = 5_000;
const RECIPES = ['gears', 'shafts'] as const;
const REVISIONS = 3;
const ACTOR = { personId: null, name: 'bench', via: 'command' } as const;

export interface BuiltLog {
  readonly log: StationLog;
  readonly parts: LineParts;
  readonly buildSeconds: number;
  readonly rows: number;
}

/** A log of a line that ran for long, by the station's own store; goes on where one is there already. */
export async function buildLog(
  folder: string,
  rows: number,
  tell: (done: number) => void,
): Promise<BuiltLog> {
  const log = await openStationLog({ folder, software: 'bench', log: () => undefined });
  const { connection } = log.database;
  const parts = ensureParts(log);
  const started = performance.now();
  const last = connection.prepare('SELECT max(seq) AS seq FROM inspections').get();
  const first = (last as { readonly seq: number | null }).seq ?? 0;
  connection.pragma('synchronous = OFF');
  for (let n = first; n < rows; n += BATCH) {
    log.database.transaction(() => {
      for (let k = n; k < Math.min(n + BATCH, rows); k += 1) addPart(log, k, parts);
    });
    tell(Math.min(n + BATCH, rows));
  }
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.pragma('synchronous = FULL');
  return { log, parts, rows, buildSeconds: (performance.now() - started) / 1000 };
}

/** An inspection, and on some of the NG ones what a person said about it. */
function addPart(log: StationLog, n: number, parts: LineParts): void {
  const entry = partOfLine(n, parts);
  const { seq } = log.inspections.record(entry);
  if (entry.inspection.verdict !== 'ng' || noise(n + 23) > 0.3) return;
  const isFalseAlarm = noise(n + 29) < 0.4;
  log.dispositions.insert(seq, {
    id: uuidv7(timeOf(n)),
    at: entry.at,
    kind: isFalseAlarm ? 'override' : 'confirm',
    verdict: isFalseAlarm ? 'ok' : 'ng',
    reason: isFalseAlarm ? 'false alarm' : null,
    remark: isFalseAlarm ? 'dust on the lens' : null,
    withdraws: null,
    personId: pick(parts.people, noise(n + 31)),
    personName: 'Bench',
  });
}

function ensureParts(log: StationLog): LineParts {
  const { connection } = log.database;
  const at = timeOf(0).toISOString();
  const folders = ['a', 'b', 'c', 'd'].map((name) => `folder-${name}`);
  const people = ['anna', 'ben', 'chen'].map((name) => `person-${name}`);
  log.database.transaction(() => {
    const folder = connection.prepare(
      `INSERT INTO folders (id, document, created_at) VALUES (?, '{}', ?) ON CONFLICT DO NOTHING`,
    );
    for (const id of folders) folder.run(id, at);
    const person = connection.prepare(
      `INSERT INTO people (id, name, role, created_at) VALUES (?, ?, 'operator', ?) ON CONFLICT DO NOTHING`,
    );
    for (const id of people) person.run(id, id, at);
  });
  const recipes = RECIPES.flatMap((name) =>
    Array.from(
      { length: REVISIONS },
      (_, index) =>
        log.recipes.save(parseRecipe({ name, description: `Revision ${index + 1}` }), ACTOR)
          .revision,
    ),
  );
  return { recipes, folders, people };
}
