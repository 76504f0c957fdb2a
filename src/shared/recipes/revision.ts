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
  /** Why it was made, as its author said; null where nothing was said. */
  note: z.string().nullable(),
  document: RecipeSchema,
});
export type RecipeRevision = z.infer<typeof RecipeRevisionSchema>;

/** Why a revision is made, for those who come after. */
export const RecipeNoteSchema = z.string().trim().min(1).max(500);

/** The newest revision of each recipe, by name. */
export const RecipeListSchema = z.object({ recipes: z.array(RecipeRevisionSchema) });

/** All revisions of one recipe, newest first. */
export const RecipeHistorySchema = z.object({
  name: z.string(),
  revisions: z.array(RecipeRevisionSchema),
});

export const SavedRecipeSchema = z.object({
  revision: RecipeRevisionSchema,
  /** False where the newest revision said the same already. */
  isNew: z.boolean(),
  /** What to know of it all the same, as of classes that its model does not know. */
  warnings: z.array(z.string()),
});

/** One field of a recipe that changed; `before` is absent for one that is new, `after` for one that is gone. */
export const RecipeChangeSchema = z.object({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type RecipeChange = z.infer<typeof RecipeChangeSchema>;
