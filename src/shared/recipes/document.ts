import { z } from 'zod';
import { DeviceWishSchema, type ModelRef, TilingSchema } from '../domain.ts';
import { CalibrationSchema, RegionGroupSchema } from './geometry.ts';
import { PictureChecksSchema } from './picture-checks.ts';
import { RuleSchema, share } from './rule.ts';

/** Scores from `from` up to, not including, `to` go to a person. */
const ReviewBandSchema = z.strictObject({ from: share, to: share });

/** What differs for one class; what is absent is the recipe's own. */
const ClassSettingsSchema = z.strictObject({
  minimumScore: share.optional(),
  /** null: none for this class. */
  reviewBand: ReviewBandSchema.nullable().optional(),
});

/** A class that has to be found, or else the part is missing and the verdict is `error`. */
const RequiredClassSchema = z.strictObject({
  class: z.string().min(1, 'must not be empty'),
  minimumScore: share.default(0.25),
  /** How many of it at least. */
  count: z.int('must be a whole number').positive('must be over 0').default(1),
});

const RecipeTilingSchema = z.strictObject({
  ...TilingSchema.shape,
  size: z.union([
    z.strictObject({ pixels: z.int('must be a whole number').positive('must be over 0') }),
    z.strictObject({ share: z.number().positive('must be over 0').max(1, 'must not be over 1') }),
  ]),
});

const rulesOfClass = z.array(RuleSchema).min(1, 'must have at least one rule');

/**
 * The document of a recipe: everything that turns a picture into a verdict. Strict: a field that is
 * not known is refused, for it would be a limit that nobody keeps. Parsing fills in what is absent,
 * so that a stored document never changes its meaning with the defaults of a later version.
 *
 * `docs/recipes.md` explains each field by example.
 */
export const RecipeSchema = z.strictObject({
  /** Of the document's form. */
  format: z.literal(1, 'must be 1, the only format there is').default(1),
  name: z
    .string()
    .regex(
      /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]{0,78}[\p{L}\p{M}\p{N}._-])?$/u,
      'must be 1 to 80 letters, digits, spaces, dots, dashes or underscores, and begin with a letter or digit',
    ),
  description: z.string().max(2000, 'must not be longer than 2000 characters').default(''),
  /** `yolo`, `mask2former`, a name, `name@alias` or `name:version`. */
  model: z.string().min(1, 'must not be empty').default('yolo'),
  device: DeviceWishSchema.default('auto'),
  /** Absent: the model's own; null: the whole picture at once. */
  tiling: RecipeTilingSchema.nullable().optional(),
  /** A detection from this score up is there. */
  minimumScore: share.default(0.25),
  reviewBand: ReviewBandSchema.nullable().default(null),
  classes: z.record(z.string().min(1), ClassSettingsSchema).default({}),
  /**
   * By class name; `*` stands for the classes that are not named. Of a class without rules any
   * detection is NG, unless the class is a required one.
   */
  rules: z.record(z.string().min(1), rulesOfClass).default({}),
  required: z.array(RequiredClassSchema).default([]),
  regions: z
    .strictObject({
      /** Only what lies in these counts; null: the whole picture. */
      interest: RegionGroupSchema.nullable().default(null),
      /** What lies in these does not count. */
      exclusion: RegionGroupSchema.nullable().default(null),
    })
    .default({ interest: null, exclusion: null }),
  checks: PictureChecksSchema.default({}),
  calibration: CalibrationSchema.nullable().default(null),
});
export type Recipe = z.infer<typeof RecipeSchema>;
export type ReviewBand = z.infer<typeof ReviewBandSchema>;

/** Whether a model that judged a picture is one that the recipe names; an alias is not looked up. */
export function usesModel({ model }: Recipe, judgedBy: Readonly<ModelRef>): boolean {
  const { kind, ref, sha256 } = judgedBy;
  if (model === kind || sha256.startsWith(model.toLowerCase())) return true;
  const name = (text: string): string => text.replace(/[:@].*$/su, '');
  return model.includes(':') ? model === ref : name(model) === name(ref);
}
