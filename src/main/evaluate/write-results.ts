import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../durable.ts';
import { cocoPair } from './coco-pair.ts';
import { drawConfusion } from './draw-confusion.ts';
import { drawCurves } from './draw-curves.ts';
import { type EvaluationReport, judgedOf, type ReportParts } from './report.ts';

/** Writes the figures, the curves as pictures, and what pycocotools needs to reckon them again. */
export async function writeResults(
  folder: string,
  report: EvaluationReport,
  { judging, outcomes }: Pick<ReportParts, 'judging' | 'outcomes'>,
): Promise<void> {
  const { box, mask, confusion } = report;
  const { ref } = report.model;
  const pair = cocoPair(judgedOf(outcomes), judging.model.engine.spec.classes);
  const files: readonly (readonly [string, string])[] = [
    ['evaluation.json', `${JSON.stringify(report, null, 1)}\n`],
    ['precision-recall-boxes.svg', drawCurves(box, `${ref}, boxes, AP50`)],
    ...(mask === null
      ? []
      : [['precision-recall-masks.svg', drawCurves(mask, `${ref}, masks, AP50`)] as const]),
    ['confusion.svg', drawConfusion(confusion, `${ref}, at the scores of ${report.recipe.name}`)],
    ['labels.coco.json', JSON.stringify(pair.labels)],
    ['boxes.coco.json', JSON.stringify(pair.boxes)],
    ...(pair.masks === null ? [] : [['masks.coco.json', JSON.stringify(pair.masks)] as const]),
  ];
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await replaceFile(join(folder, name), text);
}
