import { PitchlineError } from '../../shared/errors.ts';
import type { Dataset } from './dataset.ts';

/** One `--map a=b`: what the data calls `a` is the model's class `b`. */
export interface Renaming {
  readonly data: string;
  readonly model: string;
}

export interface ClassMap {
  /** The model's class id of each class of the data; null for one that no label has. */
  readonly toModel: readonly (number | null)[];
  readonly notes: readonly string[];
}

/**
 * Which class of the model is meant by each class of the data: the one of that name, unless it is
 * renamed. Classes that no label has need no partner.
 *
 * @param known names of the model's classes by id
 * @throws PitchlineError CLASSES_DIFFER, with both lists
 */
export function mapClasses(
  { classes, used }: Pick<Dataset, 'classes' | 'used'>,
  known: readonly string[],
  renamings: readonly Renaming[],
): ClassMap {
  for (const { data, model } of renamings) {
    if (!classes.includes(data)) throw differ(`the data has no class "${data}"`, classes, known);
    if (!known.includes(model)) throw differ(`the model has no class "${model}"`, classes, known);
  }
  const toModel = classes.map((name) => {
    const renamed = renamings.findLast(({ data }) => data === name)?.model ?? name;
    const place = known.indexOf(renamed);
    return place === -1 ? null : place;
  });
  const missing = classes.filter((_, id) => used.has(id) && toModel[id] === null);
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(', ');
    throw differ(`the model does not know ${names}`, classes, known);
  }
  const idle = classes.filter((_, id) => !used.has(id) && toModel[id] === null);
  return {
    toModel,
    notes:
      idle.length === 0
        ? []
        : [`No label has ${idle.join(', ')}, which the model does not know either: left out.`],
  };
}

function differ(why: string, data: readonly string[], model: readonly string[]): PitchlineError {
  return new PitchlineError(
    'CLASSES_DIFFER',
    `The classes do not fit: ${why}. Of the data: ${data.join(', ')}. Of the model: ${model.join(', ')}. Say what is what with --map DATA=MODEL.`,
  );
}
