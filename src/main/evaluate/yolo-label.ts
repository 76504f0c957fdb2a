import type { Labelled } from '../../shared/evaluation/types.ts';
import { maskArea, polygonMask } from '../../shared/masks/index.ts';
import { boxOf } from './coco-shape.ts';
import { invalidLabels, type PixelSize } from './dataset.ts';

/** One line of a label file: a box (4 numbers) or an outline (6 and more), as shares of the picture. */
export interface YoloLabel {
  readonly classId: number;
  readonly numbers: readonly number[];
}

/** Rounding leaves some coordinates a little outside. */
const SLACK = 0.01;

/**
 * The lines of a YOLO label file (detect: `class x y width height`, segment: `class x1 y1 x2 y2 …`).
 *
 * @throws PitchlineError LABELS_INVALID that names the line
 */
export function parseYoloLabels(text: string, classes: number, path: string): readonly YoloLabel[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const words = line.trim().split(/\s+/);
    return words[0] === '' ? [] : [parseLine(words, classes, `${path}:${index + 1}`)];
  });
}

function parseLine(words: readonly string[], classes: number, where: string): YoloLabel {
  const [classId, ...numbers] = words.map(Number);
  if (!Number.isInteger(classId) || classId! < 0 || classId! >= classes) {
    throw invalidLabels(where, `"${words[0]}" is no class: data.yaml names 0 to ${classes - 1}`);
  }
  const isOutline = numbers.length >= 6 && numbers.length % 2 === 0;
  if (numbers.length !== 4 && !isOutline) {
    const forms = 'a box has 4 (x y width height) and an outline an even number from 6 on';
    throw invalidLabels(where, `${numbers.length} numbers after the class: ${forms}`);
  }
  const wrong = numbers.findIndex((value) => !(value >= -SLACK && value <= 1 + SLACK));
  if (wrong !== -1) {
    const word = words[wrong + 1];
    throw invalidLabels(where, `"${word}" is no share of the picture's sides, from 0 to 1`);
  }
  if (!isOutline && (numbers[2]! < 0 || numbers[3]! < 0)) {
    throw invalidLabels(where, 'a box has a negative side');
  }
  return { classId: classId!, numbers };
}

/** @param size of the picture, in pixels */
export function labelOfYolo({ classId, numbers }: YoloLabel, size: PixelSize): Labelled {
  const sides = [size.width, size.height] as const;
  const pixels = numbers.map((value, index) => value * sides[index % 2]!);
  if (pixels.length > 4) {
    const mask = polygonMask([pixels], size.height, size.width);
    return { classId, box: boxOf(mask), mask, area: maskArea(mask), crowd: false };
  }
  const [x, y, width, height] = pixels as [number, number, number, number];
  return {
    classId,
    box: [x - width / 2, y - height / 2, width, height],
    mask: null,
    area: width * height,
    crowd: false,
  };
}
