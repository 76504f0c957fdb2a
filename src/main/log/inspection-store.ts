import type { LogDatabase } from './database.ts';
import { insertSql } from './insert-sql.ts';
import { inspectionDigest } from './inspection-digest.ts';
import {
  DETECTION_COLUMNS,
  type DetectionRow,
  detectionRow,
  INSPECTION_COLUMNS,
  type InspectionRow,
  inspectionRow,
} from './inspection-row.ts';
import type { NewInspection } from './new-inspection.ts';
import { SEAL_EVERY, type SealStore } from './seal-store.ts';
import type { SearchIndex } from './search/search-index.ts';

/** Where an inspection stands in the log. */
export interface Recorded {
  readonly seq: number;
  readonly id: string;
}

interface PictureRow {
  readonly sha256: string;
  readonly bytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
}

interface ModelRow {
  readonly sha256: string;
  readonly ref: string;
  readonly kind: string;
  readonly first_used_at: string;
}

/** Writes inspections; what was written is never changed nor deleted. */
export class InspectionStore {
  readonly #database: LogDatabase;
  readonly #seals: SealStore;
  readonly #search: SearchIndex;
  readonly #software: string;
  readonly #insertPicture;
  readonly #insertModel;
  readonly #insertInspection;
  readonly #insertDetection;

  constructor(database: LogDatabase, seals: SealStore, search: SearchIndex, software: string) {
    this.#database = database;
    this.#seals = seals;
    this.#search = search;
    this.#software = software;
    const { connection } = database;
    this.#insertPicture = connection.prepare<[PictureRow]>(
      `INSERT INTO pictures (sha256, bytes, width, height) VALUES (@sha256, @bytes, @width, @height)
       ON CONFLICT (sha256) DO NOTHING`,
    );
    this.#insertModel = connection.prepare<[ModelRow]>(
      `INSERT INTO model_versions (sha256, ref, kind, first_used_at)
       VALUES (@sha256, @ref, @kind, @first_used_at) ON CONFLICT (sha256) DO NOTHING`,
    );
    this.#insertInspection = connection.prepare<[InspectionRow & { readonly digest: string }]>(
      insertSql('inspections', ['digest', ...INSPECTION_COLUMNS]),
    );
    this.#insertDetection = connection.prepare<
      [DetectionRow & { readonly inspection_seq: number }]
    >(insertSql('detections', ['inspection_seq', ...DETECTION_COLUMNS]));
  }

  /**
   * Records one inspection with its detections; when this returns, the disk has it.
   *
   * @param together further writes of the same transaction; what it throws undoes the inspection
   * @throws what `together` throws; PitchlineError DISK_FULL, LOG_BUSY, LOG_DAMAGED,
   *   LOG_NOT_WRITABLE: then nothing was written
   */
  record(entry: NewInspection, together?: (recorded: Recorded) => void): Recorded {
    const row = inspectionRow(entry, this.#software);
    const detections = entry.inspection.detections.map(detectionRow);
    const digest = inspectionDigest(row, detections);
    return this.#database.transaction(() => {
      this.#notePicture(entry);
      this.#noteModel(entry);
      const { lastInsertRowid } = this.#insertInspection.run({ ...row, digest });
      const seq = Number(lastInsertRowid);
      for (const detection of detections) {
        this.#insertDetection.run({ inspection_seq: seq, ...detection });
      }
      this.#search.add(seq);
      const recorded = { seq, id: entry.id };
      together?.(recorded);
      if (seq - this.#seals.lastSealed() >= SEAL_EVERY) this.#seals.seal();
      return recorded;
    });
  }

  #notePicture({ inspection: { sha256, width, height }, pictureBytes }: NewInspection): void {
    if (sha256 === null) return;
    this.#insertPicture.run({ sha256, bytes: pictureBytes, width, height });
  }

  #noteModel({ inspection: { model }, at }: NewInspection): void {
    if (model === null) return;
    const { sha256, ref, kind } = model;
    this.#insertModel.run({ sha256, ref, kind, first_used_at: at });
  }
}
