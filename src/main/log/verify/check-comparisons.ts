import { sha256Of } from '../../sha256.ts';
import { found } from './problem.ts';
import { hasTable, type Walk } from './walk.ts';

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly document: string;
  /** What the row says, and what the audit row of its making says, by the same names; null without one. */
  readonly here: string;
  readonly told: string | null;
  readonly sha256: string | null;
}

const NAMES = ['inspection', 'at', 'verdict', 'model', 'ref', 'person'] as const;

/** Every comparison is the one whose making is in the chain, and none is gone; returns how many there are. */
export function checkComparisons(walk: Walk): number {
  if (!hasTable(walk, 'comparisons')) return 0;
  const { connection } = walk;
  const told = NAMES.map((name) => `'${name}', payload ->> '${name}'`).join(', ');
  const rows = connection.prepare<[], Row>(
    `WITH told (id, sha256, fields) AS (
       SELECT payload ->> 'id', payload ->> 'sha256', json_object(${told})
       FROM audit WHERE kind = 'comparison.added')
     SELECT comparisons.seq, comparisons.id, document, told.sha256, told.fields AS told,
       json_object('inspection', inspections.id, 'at', comparisons.at, 'verdict', comparisons.verdict,
         'model', comparisons.model_sha256, 'ref', comparisons.model_ref,
         'person', comparisons.person_id) AS here
     FROM comparisons LEFT JOIN inspections ON inspections.seq = inspection_seq
     LEFT JOIN told ON told.id = comparisons.id ORDER BY comparisons.seq`,
  );
  let count = 0;
  for (const { seq, id, document, here, told: fields, sha256 } of rows.iterate()) {
    const isSame = fields === here && sha256Of(document) === sha256;
    if (!isSame) {
      found(
        'comparison',
        { row: seq, id },
        fields === null
          ? `Comparison ${seq} was put in: the chain does not tell of it.`
          : `Comparison ${seq} was changed: it is not what the chain tells of.`,
      );
    }
    count += 1;
  }
  const made = connection
    .prepare<[], number>(`SELECT count(*) FROM audit WHERE kind = 'comparison.added'`)
    .pluck()
    .get();
  if ((made ?? 0) > count) found('comparison', {}, 'A comparison is gone: the chain tells of it.');
  return count;
}
