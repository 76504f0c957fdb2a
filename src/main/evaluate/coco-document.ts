import { z } from 'zod';
import { formatPath } from '../../shared/recipes/refusal.ts';
import { invalidLabels } from './dataset.ts';
import { readLabelText } from './read-text.ts';

/** V8 holds half a gigabyte in one text; twenty thousand pictures with polygons are a quarter of this. */
export const LARGEST_COCO_BYTES = 256_000_000;

/** Far outside any picture, and what an outline is walked over has an end. */
const coordinate = z.number().min(-1e6).max(1e6);
const size = z.tuple([z.int().positive(), z.int().positive()]);

const SegmentationSchema = z.union(
  [
    z.array(
      z
        .array(coordinate)
        .min(6, 'must have at least three points')
        .refine((numbers) => numbers.length % 2 === 0, 'must have as many x as y'),
    ),
    z.object({ size, counts: z.union([z.string(), z.array(z.int().nonnegative())]) }),
  ],
  'must be a list of polygons (x1, y1, x2, y2, …; at least three points) or run lengths with size and counts',
);
export type Segmentation = z.infer<typeof SegmentationSchema>;

const AnnotationSchema = z.object({
  image_id: z.union([z.int(), z.string()]),
  category_id: z.int(),
  bbox: z
    .tuple(
      [coordinate, coordinate, coordinate.nonnegative(), coordinate.nonnegative()],
      'must be left, top, width and height in pixels',
    )
    .optional(),
  area: z.number().nonnegative().optional(),
  iscrowd: z.union([z.literal(0), z.literal(1), z.boolean()]).default(0),
  segmentation: SegmentationSchema.nullish(),
});
export type CocoAnnotation = z.infer<typeof AnnotationSchema>;

const DocumentSchema = z.object({
  images: z
    .array(
      z.object({
        id: z.union([z.int(), z.string()]),
        file_name: z.string().min(1),
        width: z.int().positive().optional(),
        height: z.int().positive().optional(),
      }),
    )
    .min(1, 'must name at least one picture'),
  annotations: z.array(AnnotationSchema),
  categories: z.array(z.object({ id: z.int(), name: z.string().min(1) })),
});
export type CocoDocument = z.infer<typeof DocumentSchema>;

/**
 * A COCO file as it stands, each value checked by itself.
 *
 * @throws PitchlineError LABELS_NOT_FOUND, LABELS_TOO_LARGE, LABELS_INVALID
 */
export async function readCocoDocument(path: string): Promise<CocoDocument> {
  const text = await readLabelText(path, LARGEST_COCO_BYTES);
  if (text.trim() === '') throw invalidLabels(path, 'the file is empty');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw invalidLabels(path, `it is no JSON (${why}; NaN and Infinity are no numbers there)`);
  }
  return checkCocoDocument(json, path);
}

/** @throws PitchlineError LABELS_INVALID that names the first value that is wrong */
export function checkCocoDocument(json: unknown, path: string): CocoDocument {
  const parsed = DocumentSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first === undefined ? '' : formatPath(first.path);
  throw invalidLabels(path, `${where || 'it'}: ${first?.message ?? 'is no COCO document'}`);
}
