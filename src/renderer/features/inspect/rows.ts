import type { Detection, ModelKind } from '../../../shared/domain.ts';
import { compareDetections } from './compare.ts';
import type { Highlight } from './highlight.ts';
import type { Shown } from './shown.ts';

/** One line of the list: a detection, or a pair of them where both models found the same defect. */
export interface DetectionRow {
  readonly key: string;
  readonly lit: Highlight;
  readonly detection: Detection;
  /** YOLOv8's before Mask2Former's, as the drawings stand; one where only one model found it. */
  readonly scores: readonly number[];
}

export interface RowGroup {
  /** A model's name where only it found them, `both`, or `all` where nothing is compared. */
  readonly found: ModelKind | 'both' | 'all';
  readonly rows: readonly DetectionRow[];
}

export const OTHER: Readonly<Record<ModelKind, ModelKind>> = {
  yolo: 'mask2former',
  mask2former: 'yolo',
};

/** The list of one model, or of two with their differences first. */
export function rowGroups(model: ModelKind, shown: Shown, other: Shown | null): RowGroup[] {
  if (shown.step !== 'judged') return [];
  const mine = shown.detections;
  const row = (kind: ModelKind, { index, detection }: (typeof mine)[number]): DetectionRow => ({
    key: `${kind}-${index}`,
    lit: { [kind]: index },
    detection,
    scores: [detection.score],
  });
  if (other?.step !== 'judged') {
    return mine.length === 0 ? [] : [{ found: 'all', rows: mine.map((one) => row(model, one)) }];
  }
  const theirs = other.detections;
  const { onlyFirst, onlySecond, both } = compareDetections(
    mine.map(({ detection }) => detection),
    theirs.map(({ detection }) => detection),
  );
  const groups: RowGroup[] = [
    { found: model, rows: onlyFirst.map((at) => row(model, mine[at]!)) },
    { found: OTHER[model], rows: onlySecond.map((at) => row(OTHER[model], theirs[at]!)) },
    {
      found: 'both',
      rows: both.map(({ first, second }) => {
        const a = mine[first]!;
        const b = theirs[second]!;
        return {
          key: `both-${a.index}-${b.index}`,
          lit: { [model]: a.index, [OTHER[model]]: b.index },
          detection: a.detection,
          scores:
            model === 'yolo'
              ? [a.detection.score, b.detection.score]
              : [b.detection.score, a.detection.score],
        };
      }),
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}
