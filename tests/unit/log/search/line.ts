import type { NewInspection } from '../../../../src/main/log/new-inspection.ts';
import type { StationLog } from '../../../../src/main/log/station-log.ts';
import { uuidv7 } from '../../../../src/main/log/uuid.ts';
import type { Detection, Verdict } from '../../../../src/shared/domain.ts';
import { parseRecipe } from '../../../../src/shared/recipe.ts';
import { detection, newInspection } from '../../../support/log/filled-log.ts';

export interface Part {
  readonly at?: string;
  readonly verdict?: Verdict;
  readonly file?: string;
  readonly found?: readonly (readonly [className: string, score: number])[];
  readonly serial?: string;
  readonly lot?: string;
  readonly station?: string;
  readonly side?: string;
  readonly recipe?: string;
  readonly model?: string;
  readonly folder?: string;
  readonly person?: string;
}

/** What the rows of a test refer to. */
export function addNames(log: StationLog): void {
  const { connection } = log.database;
  const at = new Date().toISOString();
  for (const id of ['f1', 'f2']) {
    connection
      .prepare(`INSERT INTO folders (id, document, created_at) VALUES (?, '{}', ?)`)
      .run(id, at);
  }
  for (const id of ['p1', 'p2']) {
    connection
      .prepare(`INSERT INTO people (id, name, role, created_at) VALUES (?, ?, 'operator', ?)`)
      .run(id, `Name of ${id}`, at);
  }
  const actor = { personId: null, name: 'test', via: 'command' } as const;
  for (const minimumScore of [0.25, 0.6]) {
    log.recipes.save(parseRecipe({ name: 'gears', minimumScore }), actor);
  }
}

export function partEntry(log: StationLog, part: Part): NewInspection {
  const at = part.at ?? new Date().toISOString();
  const recipe = log.recipes.find(part.recipe);
  const { serial, lot, station, side } = part;
  const detections = (part.found ?? []).map(
    ([className, score]): Detection => ({ ...detection(score), className }),
  );
  const base = newInspection(log, {
    at,
    verdict: part.verdict ?? 'ok',
    file: part.file ?? 'gear.jpg',
    detections,
    recipe: { name: recipe.name, revision: recipe.revision },
    model: {
      ref: part.model ?? 'gears:1',
      kind: 'yolo',
      sha256: (part.model === 'gears:2' ? '2a' : '1a').repeat(32),
    },
  });
  return {
    ...base,
    id: uuidv7(new Date(at)),
    at,
    recipe: { id: recipe.id, name: recipe.name, revision: recipe.revision },
    source:
      part.folder === undefined
        ? { kind: 'command' }
        : { kind: 'folder', folderId: part.folder, relativePath: part.file ?? 'gear.jpg' },
    part: {
      ...(serial === undefined ? {} : { serial }),
      ...(lot === undefined ? {} : { lot }),
      ...(station === undefined ? {} : { station }),
      ...(side === undefined ? {} : { side }),
      matched: true,
    },
    person: part.person ?? null,
  };
}

export function record(log: StationLog, part: Part): number {
  return log.inspections.record(partEntry(log, part)).seq;
}

export function dispose(
  log: StationLog,
  seq: number,
  verdict: Verdict,
  remark: string | null = null,
  person = 'p1',
): void {
  log.database.transaction(() =>
    log.dispositions.insert(seq, {
      id: uuidv7(),
      at: new Date().toISOString(),
      kind: 'override',
      verdict,
      reason: 'false alarm',
      remark,
      withdraws: null,
      personId: person,
      personName: person,
    }),
  );
}

/** As if its detections had been corrected; what in them does not matter here. */
export function correct(log: StationLog, seq: number): void {
  log.database.transaction(() =>
    log.corrections.insert(seq, {
      ...{ id: uuidv7(), at: new Date().toISOString(), kept: 0, deleted: 0, changed: 0, added: 0 },
      ...{ document: '{}', remark: null, personId: 'p1', personName: 'p1' },
    }),
  );
}
