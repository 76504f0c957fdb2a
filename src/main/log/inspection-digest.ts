import { sha256Of } from '../sha256.ts';
import { type DetectionRow, type InspectionRow, rowsAsJson } from './inspection-row.ts';

/** What of a digest goes into a seal's list; 128 bits leave nothing to find a second row with. */
export const MARK_BYTES = 16;

/**
 * sha256 of an inspection's row and its detections as canonical JSON: of what was judged (picture,
 * model, recipe, thresholds), what was found and what was decided. The columns are hashed as the
 * table holds them, so that nothing is lost between writing and checking.
 */
export function inspectionDigest(row: InspectionRow, detections: readonly DetectionRow[]): string {
  return sha256Of(rowsAsJson(row, detections));
}

export function markOf(digest: string): Buffer {
  return Buffer.from(digest.slice(0, MARK_BYTES * 2), 'hex');
}

/** What the chain keeps of a seal's list. */
export function marksHash(marks: Uint8Array): string {
  return sha256Of(marks);
}
