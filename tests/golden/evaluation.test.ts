import { describe, expect, it } from 'vitest';
import { cocoDataset } from '../../src/main/evaluate/coco-dataset.ts';
import { checkCocoDocument } from '../../src/main/evaluate/coco-document.ts';
import type { CocoMask } from '../../src/shared/domain.ts';
import { RECALLS } from '../../src/shared/evaluation/accumulate.ts';
import { evaluate, type Figures, THRESHOLDS } from '../../src/shared/evaluation/figures.ts';
import type { CocoBox, Found, ScoredPicture } from '../../src/shared/evaluation/types.ts';
import { fromCocoMask, maskArea, polygonMask, toCocoMask } from '../../src/shared/masks/index.ts';
import { loadSums } from './support/load.ts';

interface Case {
  readonly by: 'bbox' | 'segm';
  readonly labels: {
    readonly images: readonly {
      readonly id: number;
      readonly width: number;
      readonly height: number;
    }[];
    readonly categories: readonly { readonly id: number }[];
    readonly annotations: readonly object[];
  };
  readonly found: readonly {
    readonly image_id: number;
    readonly category_id: number;
    readonly score: number;
    readonly bbox?: CocoBox;
    readonly segmentation?: CocoMask;
  }[];
  /** COCO's twelve, -1 where undefined. */
  readonly stats: readonly number[];
  readonly classes: readonly {
    /** By threshold. */
    readonly recall: readonly number[];
    readonly precision: readonly number[];
    readonly curve50: readonly number[];
  }[];
}

interface EvaluationSums {
  readonly thresholds: readonly number[];
  readonly recalls: readonly number[];
  readonly polygons: readonly {
    readonly polygons: readonly (readonly number[])[];
    readonly rle: CocoMask;
    readonly area: number;
  }[];
  readonly cases: readonly Case[];
}

const golden = loadSums<EvaluationSums>('evaluation');
const EMPTY_BOX: CocoBox = [0, 0, 0, 0];

/** In the order of `COCOeval.stats`. */
const STATS: readonly (keyof Figures)[] = [
  'ap',
  'ap50',
  'ap75',
  'apSmall',
  'apMedium',
  'apLarge',
  'ar1',
  'ar10',
  'ar100',
  'arSmall',
  'arMedium',
  'arLarge',
];

/** The labels by the reader that the command uses, the detections as COCO writes them. */
function picturesOf({ labels, found }: Case): readonly ScoredPicture[] {
  const document = checkCocoDocument(labels, 'golden');
  const dataset = cocoDataset(document, 'golden', (name) => name);
  const classIds = new Map(labels.categories.map(({ id }, place) => [id, place]));
  const images = labels.images.toSorted((a, b) => a.id - b.id);
  return dataset.pictures.map((picture, place) => {
    const image = images[place]!;
    const here = found.filter(({ image_id }) => image_id === image.id);
    return {
      labels: picture.labels(image),
      found: here.map(
        (one): Found => ({
          classId: classIds.get(one.category_id)!,
          score: one.score,
          box: one.bbox ?? EMPTY_BOX,
          mask: one.segmentation === undefined ? null : fromCocoMask(one.segmentation),
        }),
      ),
    };
  });
}

describe('the evaluation equals pycocotools', () => {
  it('at the same overlaps and recalls', () => {
    expect(THRESHOLDS).toEqual(golden.thresholds);
    expect(RECALLS).toEqual(golden.recalls);
  });

  it.each(golden.polygons.map((sum, index) => ({ index, ...sum })))(
    'draws polygon $index to the pixel',
    ({ polygons, rle, area }) => {
      const [height, width] = rle.size;
      const mask = polygonMask(polygons, height, width);
      expect(toCocoMask(mask, height, width)).toEqual(rle);
      expect(maskArea(mask)).toBe(area);
    },
  );

  it.each(golden.cases.map((one, index) => ({ index, ...one })))('in case $index, $by', (one) => {
    const by = one.by === 'bbox' ? 'box' : 'mask';
    const classIds = one.labels.categories.map((_, place) => place);
    const { all, classes } = evaluate(picturesOf(one), classIds, by);
    for (const [place, name] of STATS.entries()) {
      expect(all[name] ?? -1, name).toBeCloseTo(one.stats[place]!, 9);
    }
    for (const [place, expected] of one.classes.entries()) {
      const { curves } = classes[place]!;
      for (const threshold of THRESHOLDS.keys()) {
        const curve = curves?.[threshold];
        const precision = curve?.precision.reduce((sum, value) => sum + value / 101, 0);
        expect(precision ?? -1).toBeCloseTo(expected.precision[threshold]!, 9);
        expect(curve?.recall ?? -1).toBeCloseTo(expected.recall[threshold]!, 9);
      }
      for (const [at, value] of expected.curve50.entries()) {
        expect(curves?.[0]?.precision[at] ?? -1).toBeCloseTo(value, 8);
      }
    }
  });

  it('and the cases have all that is difficult in them', () => {
    const annotations = golden.cases.flatMap(({ labels }) => labels.annotations);
    const having = (part: string): number =>
      annotations.filter((one) => JSON.stringify(one).includes(part)).length;
    expect(having('"iscrowd":1')).toBeGreaterThan(20);
    expect(having('"segmentation":[[')).toBeGreaterThan(20);
    expect(having('"counts":[')).toBeGreaterThan(20);
    expect(having('"counts":"')).toBeGreaterThan(20);
    const most = golden.cases.map(({ found }) => {
      const counts = Object.values(
        Object.groupBy(found, ({ image_id: i, category_id: c }) => `${i} ${c}`),
      );
      return Math.max(0, ...counts.map((group) => group?.length ?? 0));
    });
    expect(most.filter((count) => count > 100).length).toBeGreaterThan(2);
    expect(golden.cases.filter(({ found }) => found.length === 0)).not.toEqual([]);
    expect(golden.cases.filter(({ stats }) => stats.includes(-1))).not.toEqual([]);
    expect(
      golden.cases.flatMap(({ classes }) => classes).some(({ recall }) => recall[0] === -1),
    ).toBe(true);
  });
});
