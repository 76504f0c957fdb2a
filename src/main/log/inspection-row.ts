import { canonicalJson, type JsonValue } from '../../shared/canonical-json.ts';
import type { Detection } from '../../shared/domain.ts';
import type { NewInspection } from './new-inspection.ts';

/** The columns of `inspections` that are judged over; neither its number nor its digest. */
export interface InspectionRow {
  readonly id: string;
  readonly at: string;
  readonly at_ms: number;
  readonly verdict: string;
  readonly source: string;
  readonly folder_id: string | null;
  readonly relative_path: string | null;
  readonly file: string;
  readonly path: string;
  readonly picture_sha256: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly serial: string | null;
  readonly lot: string | null;
  readonly station: string | null;
  readonly side: string | null;
  readonly part_time: string | null;
  readonly part_matched: number | null;
  readonly recipe_id: string;
  readonly model_sha256: string | null;
  readonly model_ref: string | null;
  readonly device: string | null;
  readonly software: string;
  readonly thresholds: string;
  readonly reasons: string;
  readonly warnings: string;
  readonly timings: string;
  readonly facts: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly top_score: number | null;
  readonly person_id: string | null;
}

/** The columns of `detections`, without the inspection's number. */
export interface DetectionRow {
  readonly ordinal: number;
  readonly class_id: number;
  readonly class_name: string;
  readonly score: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly mask: string | null;
  readonly area_px: number;
  readonly length_px: number;
  readonly width_px: number;
  readonly area_mm2: number | null;
  readonly length_mm: number | null;
  readonly width_mm: number | null;
}

/** In the table's order. */
export const INSPECTION_COLUMNS = [
  'id',
  'at',
  'at_ms',
  'verdict',
  'source',
  'folder_id',
  'relative_path',
  'file',
  'path',
  'picture_sha256',
  'width',
  'height',
  'serial',
  'lot',
  'station',
  'side',
  'part_time',
  'part_matched',
  'recipe_id',
  'model_sha256',
  'model_ref',
  'device',
  'software',
  'thresholds',
  'reasons',
  'warnings',
  'timings',
  'facts',
  'error_code',
  'error_message',
  'top_score',
  'person_id',
] as const satisfies readonly (keyof InspectionRow)[];

export const DETECTION_COLUMNS = [
  'ordinal',
  'class_id',
  'class_name',
  'score',
  'x1',
  'y1',
  'x2',
  'y2',
  'mask',
  'area_px',
  'length_px',
  'width_px',
  'area_mm2',
  'length_mm',
  'width_mm',
] as const satisfies readonly (keyof DetectionRow)[];

export function inspectionRow(entry: NewInspection, software: string): InspectionRow {
  const { inspection, source, part } = entry;
  const scores = inspection.detections.map(({ score }) => score);
  return {
    id: entry.id,
    at: entry.at,
    at_ms: Date.parse(entry.at),
    verdict: inspection.verdict,
    source: source.kind,
    folder_id: source.kind === 'folder' ? source.folderId : null,
    relative_path: source.kind === 'folder' ? source.relativePath : null,
    file: inspection.file,
    path: entry.path,
    picture_sha256: inspection.sha256,
    width: inspection.width,
    height: inspection.height,
    serial: part?.serial ?? null,
    lot: part?.lot ?? null,
    station: part?.station ?? null,
    side: part?.side ?? null,
    part_time: part?.time ?? null,
    part_matched: part === null ? null : Number(part.matched),
    recipe_id: entry.recipe.id,
    model_sha256: inspection.model?.sha256 ?? null,
    model_ref: inspection.model?.ref ?? null,
    device: inspection.device,
    software,
    thresholds: canonicalJson(entry.thresholds),
    reasons: canonicalJson(inspection.reasons),
    warnings: canonicalJson(inspection.warnings),
    timings: canonicalJson(inspection.timings),
    facts: inspection.facts === undefined ? null : canonicalJson(inspection.facts),
    error_code: inspection.error?.code ?? null,
    error_message: inspection.error?.message ?? null,
    top_score: scores.length === 0 ? null : scores.reduce((a, b) => Math.max(a, b)),
    person_id: entry.person,
  };
}

export function detectionRow(detection: Detection, ordinal: number): DetectionRow {
  const [x1, y1, x2, y2] = detection.box;
  return {
    ordinal,
    class_id: detection.classId,
    class_name: detection.className,
    score: detection.score,
    x1,
    y1,
    x2,
    y2,
    mask: detection.mask?.counts ?? null,
    area_px: detection.areaPx,
    length_px: detection.lengthPx,
    width_px: detection.widthPx,
    area_mm2: detection.areaMm2 ?? null,
    length_mm: detection.lengthMm ?? null,
    width_mm: detection.widthMm ?? null,
  };
}

/** As the digest has it: every column by its name, in whatever order they came. */
export function rowsAsJson(row: InspectionRow, detections: readonly DetectionRow[]): string {
  return canonicalJson({ ...row, detections: detections.map((each): JsonValue => ({ ...each })) });
}
