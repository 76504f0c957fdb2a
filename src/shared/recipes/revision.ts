import { z } from 'zod';
import { RecipeSchema } from './document.ts';

/** A recipe as it was at some time; it never changes. */
export const RecipeRevisionSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** From 1. */
  revision: z.number().int().positive(),
  /** Of the document as canonical JSON. */
  sha256: z.string(),
  createdAt: z.string(),
  /** Name of the person; null for the station itself, and where nobody was signed in. */
  createdBy: z.string().nullable(),
  document: RecipeSchema,
});
export type RecipeRevision = z.infer<typeof RecipeRevisionSchema>;
