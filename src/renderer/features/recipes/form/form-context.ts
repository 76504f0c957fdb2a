import { createContext, useContext } from 'react';
import type { Detection } from '../../../../shared/domain.ts';
import type { Recipe } from '../../../../shared/recipe.ts';
import { formatPath } from '../../../../shared/recipes/refusal.ts';
import type { PictureSize } from '../../../../shared/recipes/scale.ts';
import type { Path } from '../edit.ts';

/** What the mouse draws in the picture. */
export type Drawing = 'interest' | 'exclusion' | 'scale';

export interface RecipeForm {
  readonly draft: Recipe;
  /** Undefined takes the field out. */
  readonly set: (path: Path, value: unknown) => void;
  /** Why a field is refused, by its path. */
  readonly problems: ReadonlyMap<string, string>;
  /** What the previewed picture holds; empty while nothing is known. */
  readonly detections: readonly Detection[];
  /** Its size in pixels; null while nothing is known. */
  readonly picture: PictureSize | null;
  readonly drawing: Drawing | null;
  readonly draw: (drawing: Drawing | null) => void;
}

export const FormContext = createContext<RecipeForm | null>(null);

export function useForm(): RecipeForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error('A field needs a form around it.');
  return form;
}

/** Of the input, so that a problem can lead to it. */
export function fieldId(path: Path): string {
  return idOfPath(formatPath(path));
}

export function idOfPath(path: string): string {
  return `recipe-${path}`.replaceAll(/\s/gu, '_');
}
