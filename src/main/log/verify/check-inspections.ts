import { inspectionDigest } from '../inspection-digest.ts';
import {
  DETECTION_COLUMNS,
  type DetectionRow,
  INSPECTION_COLUMNS,
  type InspectionRow,
} from '../inspection-row.ts';
import { found } from './problem.ts';
import { SealReader } from './seal-reader.ts';
import { highestEver, rowsInOrder, type Walk } from './walk.ts';

export interface InspectionCounts {
  readonly inspections: number;
  readonly detections: number;
  readonly seals: number;
  readonly unsealed: number;
}

type StoredRow = InspectionRow & { readonly seq: number; readonly digest: string };

/**
 * Makes the digest of every inspection again from its row and its detections, and compares it with
 * the row's and with the seal over it. The chain must have been checked before.
 */
export function checkInspections(walk: Walk): InspectionCounts {
  const selectDetections = walk.connection.prepare<[number], DetectionRow>(
    `SELECT ${DETECTION_COLUMNS.join(', ')} FROM detections WHERE inspection_seq = ? ORDER BY ordinal`,
  );
  const seals = new SealReader(walk);
  let inspections = 0;
  let detections = 0;
  let unsealed = 0;
  const columns = ['seq', 'digest', ...INSPECTION_COLUMNS].join(', ');
  for (const { seq, digest, ...row } of rowsInOrder<StoredRow>(walk, 'inspections', columns)) {
    requireNext(seq, inspections);
    const itsDetections = selectDetections.all(seq);
    const { id } = row;
    if (inspectionDigest(row, itsDetections) !== digest) {
      found(
        'inspection',
        { row: seq, id },
        `Inspection ${seq} was changed after it was recorded: its row or its detections are not those that its digest was made of.`,
      );
    }
    const sealed = seals.agrees(seq, digest);
    if (sealed === null) unsealed += 1;
    else if (!sealed) {
      found(
        'inspection',
        { row: seq, id },
        `Inspection ${seq} is not the one that was sealed: it was changed or replaced, and its digest made anew.`,
      );
    }
    inspections += 1;
    detections += itsDetections.length;
  }
  seals.finish();
  const highest = Math.max(seals.lastSeq, highestEver(walk, 'inspections'));
  if (highest > inspections) {
    const row = inspections + 1;
    found(
      'inspection',
      { row },
      `Inspection ${row} and all after it are gone: there were ${highest}.`,
    );
  }
  return { inspections, detections, seals: seals.count, unsealed };
}

function requireNext(seq: number, before: number): void {
  const expected = before + 1;
  if (seq > expected) found('inspection', { row: expected }, `Inspection ${expected} is missing.`);
  if (seq < expected) found('inspection', { row: seq }, `Inspection ${seq} was put in.`);
}
