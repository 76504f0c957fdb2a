import type { Detection, Device, Inspection, ModelKind, Verdict } from '../../../shared/domain.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { SourceKind } from '../../../shared/history.ts';
import type { InspectionSource } from '../../../shared/log.ts';
import type { PartIdentity } from '../../../shared/part-identity.ts';
import type { DetectionRow, InspectionRow } from '../inspection-row.ts';

/** A row of `inspections` beside the names that it refers to. */
export interface NamedRow extends InspectionRow {
  readonly seq: number;
  readonly digest: string;
  readonly recipe_name: string;
  readonly recipe_revision: number;
  readonly model_kind: ModelKind | null;
  readonly person_name: string | null;
}

/** The inspection as it was printed when it was judged. */
export function inspectionOf(row: NamedRow, detections: Detection[]): Inspection {
  return {
    id: row.id,
    at: row.at,
    file: row.file,
    sha256: row.picture_sha256,
    width: row.width,
    height: row.height,
    ...(row.facts === null
      ? {}
      : { facts: JSON.parse(row.facts) as NonNullable<Inspection['facts']> }),
    verdict: row.verdict as Verdict,
    reasons: JSON.parse(row.reasons) as Inspection['reasons'],
    recipe: { name: row.recipe_name, revision: row.recipe_revision },
    model:
      row.model_sha256 === null || row.model_kind === null
        ? null
        : {
            ref: row.model_ref ?? row.model_sha256,
            kind: row.model_kind,
            sha256: row.model_sha256,
          },
    device: row.device as Device | null,
    detections,
    timings: JSON.parse(row.timings) as Inspection['timings'],
    warnings: JSON.parse(row.warnings) as Inspection['warnings'],
    error:
      row.error_code === null
        ? null
        : { code: row.error_code as ErrorCode, message: row.error_message ?? '' },
  };
}

export function sourceOf(row: NamedRow): InspectionSource {
  return row.source === 'folder'
    ? { kind: 'folder', folderId: row.folder_id ?? '', relativePath: row.relative_path ?? '' }
    : { kind: row.source as Exclude<SourceKind, 'folder'> };
}

export function partOf(row: NamedRow): PartIdentity | null {
  if (row.part_matched === null) return null;
  return {
    ...present('serial', row.serial),
    ...present('lot', row.lot),
    ...present('station', row.station),
    ...present('side', row.side),
    ...present('time', row.part_time),
    matched: row.part_matched === 1,
  };
}

function present(name: string, value: string | null): Readonly<Record<string, string>> {
  return value === null ? {} : { [name]: value };
}

/** @param picture the row that it belongs to */
export function detectionOf(row: DetectionRow, picture: NamedRow): Detection {
  const { mask } = row;
  return {
    classId: row.class_id,
    className: row.class_name,
    score: row.score,
    box: [row.x1, row.y1, row.x2, row.y2],
    ...(mask === null
      ? {}
      : { mask: { size: [picture.height ?? 0, picture.width ?? 0], counts: mask } }),
    areaPx: row.area_px,
    lengthPx: row.length_px,
    widthPx: row.width_px,
    ...(row.area_mm2 === null ? {} : { areaMm2: row.area_mm2 }),
    ...(row.length_mm === null ? {} : { lengthMm: row.length_mm }),
    ...(row.width_mm === null ? {} : { widthMm: row.width_mm }),
  };
}
