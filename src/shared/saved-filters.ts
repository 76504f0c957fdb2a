import { z } from 'zod';

const name = z.string().trim().min(1, 'must not be empty').max(60, 'is too long');

/** Conditions of History under a name. */
export const SavedFilterSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** As the page's address has the conditions: `effective=ng&period=yesterday`. */
  query: z.string(),
  /** Otherwise only for whoever asks. */
  forAll: z.boolean(),
  /** Whether whoever asks may rename and delete it. */
  mayChange: z.boolean(),
});
export type SavedFilter = z.infer<typeof SavedFilterSchema>;

export const SavedFiltersSchema = z.object({ filters: z.array(SavedFilterSchema) });

export const NewSavedFilterSchema = z.strictObject({
  name,
  query: z
    .string()
    .min(1, 'must have a condition')
    .max(2_000, 'is too long')
    .regex(/^[^#?\s]+$/, 'must be a query string'),
  forAll: z.boolean().default(false),
});
export type NewSavedFilter = z.input<typeof NewSavedFilterSchema>;

export const SavedFilterChangeSchema = z.strictObject({ name });
