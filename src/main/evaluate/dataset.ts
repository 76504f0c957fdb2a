import { PitchlineError } from '../../shared/errors.ts';
import type { Labelled } from '../../shared/evaluation/types.ts';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** A picture that somebody labelled; its labels have the class ids of the data. */
export interface LabelledPicture {
  /** What the data calls it. */
  readonly name: string;
  readonly path: string;
  /**
   * What is in it, once the size of the upright picture is known.
   *
   * @throws PitchlineError LABELS_INVALID where the labels are for a picture of another size
   */
  readonly labels: (size: PixelSize) => readonly Labelled[];
}

/** Labelled pictures, in the order that decides between equal scores. */
export interface Dataset {
  readonly format: 'coco' | 'yolo';
  /** The file that says what it is. */
  readonly source: string;
  /** Names by class id of the data. */
  readonly classes: readonly string[];
  /** Class ids that a label has. */
  readonly used: ReadonlySet<number>;
  readonly pictures: readonly LabelledPicture[];
  /** What is odd about it and does not stop an evaluation. */
  readonly notes: readonly string[];
}

export function invalidLabels(where: string, why: string, cause?: unknown): PitchlineError {
  return new PitchlineError('LABELS_INVALID', `${where}: ${why}.`, { cause });
}
