import { z } from 'zod';
import { assertNever } from './assert-never.ts';
import { BoxSchema, CocoMaskSchema, type Detection } from './domain.ts';
import { PitchlineError } from './errors.ts';
import { fromCocoMask, maskArea, maskBounds } from './masks/index.ts';

/** Annotations that a person drew or changed in one picture; what was kept does not count. */
export const MOST_ANNOTATIONS = 500;
/** Of one correction as JSON: some hundred masks with long outlines. */
export const LARGEST_CORRECTION_BYTES = 4_000_000;

const className = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(64, 'is too long')
  .regex(/^\P{C}*$/u, 'has a character that cannot be shown');

/** A defect as a person marks it: the form of a detection, without a score and without measures. */
export const AnnotationSchema = z.strictObject({
  /** One of the model's, or any other that people agree on. */
  className,
  box: BoxSchema,
  mask: CocoMaskSchema.extend({
    counts: z.string().max(LARGEST_CORRECTION_BYTES, 'is too long'),
  }).optional(),
});
export type Annotation = z.infer<typeof AnnotationSchema>;

/** Index in the inspection's list of detections. */
const detection = z.number().int().nonnegative();

/** What became of one detection of the model. */
const CorrectedDetectionSchema = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('kept'), detection }),
  z.strictObject({ change: z.literal('deleted'), detection }),
  z.strictObject({ change: z.literal('relabelled'), detection, className }),
  AnnotationSchema.extend({ change: z.literal('redrawn'), detection }),
]);

/** A whole picture as a person has it: each detection of the model once, and what the model missed. */
export const CorrectionContentSchema = z.strictObject({
  detections: z.array(CorrectedDetectionSchema).max(10_000),
  added: z.array(AnnotationSchema).max(MOST_ANNOTATIONS),
});
export type CorrectionContent = z.infer<typeof CorrectionContentSchema>;

/** What is posted. */
export const NewCorrectionSchema = CorrectionContentSchema.extend({
  remark: z.string().trim().max(2_000, 'is too long').optional(),
  /**
   * The newest correction that the author had seen, null for none: another one in between is not
   * passed over unseen. Absent: whatever there is.
   */
  after: z.string().max(64).nullable().optional(),
});
export type NewCorrection = z.infer<typeof NewCorrectionSchema>;

/** How much of the model's result stands. */
export const CorrectionCountsSchema = z.object({
  kept: z.number().int(),
  deleted: z.number().int(),
  /** Another class, or drawn anew. */
  changed: z.number().int(),
  added: z.number().int(),
});
export type CorrectionCounts = z.infer<typeof CorrectionCountsSchema>;

/** One save: it stays as it was, and the newest of an inspection counts. */
export const CorrectionSummarySchema = CorrectionCountsSchema.extend({
  id: z.string(),
  /** UTC with milliseconds. */
  at: z.string(),
  remark: z.string().nullable(),
  /** Null where the station knows no people yet. */
  personId: z.string().nullable(),
  personName: z.string(),
});
export type CorrectionSummary = z.infer<typeof CorrectionSummarySchema>;

export const CorrectionSchema = CorrectionSummarySchema.extend({
  content: CorrectionContentSchema,
});
export type Correction = z.infer<typeof CorrectionSchema>;

export const CorrectionListSchema = z.object({
  /** In the order in which they were saved. */
  corrections: z.array(CorrectionSummarySchema),
  /** The one that counts; null where nothing was corrected. */
  latest: CorrectionSchema.nullable(),
});
export type CorrectionList = z.infer<typeof CorrectionListSchema>;

/** An annotation of a corrected picture, and where it comes from. */
export interface CorrectedAnnotation extends Annotation {
  readonly origin: 'kept' | 'relabelled' | 'redrawn' | 'added';
}

/**
 * What is in the picture by a correction: the detections that stay, in their order, then what was
 * added.
 *
 * @param found the inspection's detections, which the correction speaks of by their index
 */
export function annotationsOf(
  found: readonly Detection[],
  { detections, added }: CorrectionContent,
): readonly CorrectedAnnotation[] {
  const stay = detections
    .toSorted((a, b) => a.detection - b.detection)
    .flatMap((each): readonly CorrectedAnnotation[] => {
      const own = found[each.detection];
      if (own === undefined) return [];
      switch (each.change) {
        case 'deleted':
          return [];
        case 'kept':
          return [{ ...annotationOf(own), origin: 'kept' }];
        case 'relabelled':
          return [{ ...annotationOf(own), className: each.className, origin: 'relabelled' }];
        case 'redrawn': {
          const { change: _, detection: __, ...drawn } = each;
          return [{ ...drawn, origin: 'redrawn' }];
        }
        default:
          return assertNever(each);
      }
    });
  return [...stay, ...added.map((each) => ({ ...each, origin: 'added' as const }))];
}

/** A detection without what only a model knows. */
export function annotationOf({ className: name, box, mask }: Detection): Annotation {
  return { className: name, box, ...(mask === undefined ? {} : { mask }) };
}

export function correctionCounts({ detections, added }: CorrectionContent): CorrectionCounts {
  const count = (...changes: readonly string[]): number =>
    detections.filter(({ change }) => changes.includes(change)).length;
  return {
    kept: count('kept'),
    deleted: count('deleted'),
    changed: count('relabelled', 'redrawn'),
    added: added.length,
  };
}

/** What a correction must fit. */
export interface CorrectedPicture {
  readonly detections: number;
  /** Of the upright picture, in pixels; null where it could not be read. */
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * Checks what a schema cannot: that it speaks of every detection once, and that all that was drawn
 * lies in the picture.
 *
 * @throws PitchlineError CORRECTION_REFUSED
 */
export function requireFits(content: CorrectionContent, picture: CorrectedPicture): void {
  const { width, height } = picture;
  if (width === null || height === null) {
    throw refused('The picture could not be read, so that nothing in it can be marked.');
  }
  const spoken = new Set(content.detections.map(({ detection: index }) => index));
  const isWhole =
    spoken.size === picture.detections && content.detections.length === picture.detections;
  if (!isWhole || [...spoken].some((index) => index >= picture.detections)) {
    throw refused(
      `The inspection has ${picture.detections} detections: name each of them once, by its index from 0.`,
    );
  }
  const redrawn = content.detections.filter((each) => each.change === 'redrawn');
  const drawn = [...redrawn, ...content.added];
  if (drawn.length > MOST_ANNOTATIONS) {
    throw refused(
      `${drawn.length} annotations are more than ${MOST_ANNOTATIONS}, the most there can be.`,
    );
  }
  for (const each of drawn) requireInside(each, width, height);
}

function requireInside({ className: name, box, mask }: Annotation, width: number, height: number) {
  const [x1, y1, x2, y2] = box;
  if (!(x1 >= 0 && y1 >= 0 && x2 <= width && y2 <= height && x1 < x2 && y1 < y2)) {
    throw refused(
      `The box [${box.join(', ')}] of "${name}" is none in a picture of ${width} × ${height} pixels.`,
    );
  }
  if (mask === undefined) return;
  if (mask.size[0] !== height || mask.size[1] !== width) {
    throw refused(
      `A mask of "${name}" is of the size [${mask.size.join(', ')}], and the picture of [${height}, ${width}] (height, width).`,
    );
  }
  const region = fromCocoMask(mask);
  const bounds = maskArea(region) === 0 ? null : maskBounds(region);
  if (bounds === null) throw refused(`A mask of "${name}" has no pixel.`);
  const isInside =
    bounds.x >= Math.floor(x1) &&
    bounds.y >= Math.floor(y1) &&
    bounds.x + bounds.width <= Math.ceil(x2) &&
    bounds.y + bounds.height <= Math.ceil(y2);
  if (!isInside)
    throw refused(`A mask of "${name}" has pixels outside its box [${box.join(', ')}].`);
}

function refused(message: string): PitchlineError {
  return new PitchlineError('CORRECTION_REFUSED', message);
}
