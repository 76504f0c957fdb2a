import type { Recipe } from './document.ts';
import { formatPath } from './refusal.ts';

/** A field of a recipe that names a class which its model cannot find. */
interface UnknownClass {
  readonly path: string;
  readonly className: string;
}

/**
 * Where a recipe speaks of classes that its model does not know. Nothing is wrong with such a recipe
 * by itself (it may be written before its model is there), but a limit of this class holds nobody to
 * anything, and a required class makes every part one that is missing.
 */
export function unknownClasses(
  { classes, rules, required }: Recipe,
  known: readonly string[],
): readonly UnknownClass[] {
  const named = [
    ...Object.keys(classes).map((name) => ({ path: ['classes', name], className: name })),
    ...Object.keys(rules)
      .filter((name) => name !== '*')
      .map((name) => ({ path: ['rules', name], className: name })),
    ...required.map((wanted, index) => ({
      path: ['required', index, 'class'],
      className: wanted.class,
    })),
  ];
  return named
    .filter(({ className }) => !known.includes(className))
    .map(({ path, className }) => ({ path: formatPath(path), className }));
}
