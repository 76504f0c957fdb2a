import type { Detection, Inspection } from '../../shared/domain.ts';
import { csvLine } from '../../shared/export/csv.ts';
import type { PartIdentity } from '../../shared/part-identity.ts';

/** What a PLC or an MES is told of an inspection: the object of the API without its masks. */
export interface ResultDocument extends Omit<Inspection, 'detections'> {
  readonly id: string;
  readonly relativePath: string;
  readonly part: PartIdentity | null;
  readonly detections: readonly Omit<Detection, 'mask'>[];
}

export function resultDocument(
  inspection: Inspection,
  id: string,
  relativePath: string,
  part: PartIdentity | null,
): ResultDocument {
  const detections = inspection.detections.map(({ mask: _, ...detection }) => detection);
  return { ...inspection, id, relativePath, part, detections };
}

export const CSV_HEADER = csvLine([
  'at',
  'id',
  'file',
  'verdict',
  'serial',
  'lot',
  'station',
  'side',
  'time',
  'reasons',
  'detections',
  'top class',
  'top score',
  'recipe',
  'model',
  'sha256',
]);

/** The document in the columns of `CSV_HEADER`. */
export function csvRow(document: ResultDocument): string {
  const { part, recipe, detections, reasons } = document;
  const top = detections.reduce<ResultDocument['detections'][number] | null>(
    (best, found) => (best === null || found.score > best.score ? found : best),
    null,
  );
  return csvLine([
    document.at,
    document.id,
    document.relativePath,
    document.verdict,
    part?.serial ?? null,
    part?.lot ?? null,
    part?.station ?? null,
    part?.side ?? null,
    part?.time ?? null,
    reasons.map(({ detail }) => detail).join('; '),
    detections.length,
    top?.className ?? null,
    top?.score ?? null,
    recipe === null ? null : `${recipe.name}:${recipe.revision}`,
    document.model?.ref ?? null,
    document.sha256,
  ]);
}
