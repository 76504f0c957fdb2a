import type { Recipe } from './document.ts';
import { formatPath } from './refusal.ts';
import type { RecipeChange } from './revision.ts';

/** What changed from one document to another, field by field. */
export function diffRecipes(before: Recipe, after: Recipe): readonly RecipeChange[] {
  return changes(before, after, []);
}

function changes(
  before: unknown,
  after: unknown,
  path: readonly PropertyKey[],
): readonly RecipeChange[] {
  if (isNode(before) && isNode(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      changes(own(before, key), own(after, key), [
        ...path,
        Array.isArray(after) ? Number(key) : key,
      ]),
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [
    {
      path: formatPath(path),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}

/** A corner of a polygon that moved alone tells nobody anything: points are compared as a whole. */
function isNode(value: unknown): value is object {
  if (Array.isArray(value)) return value.every((item) => isNode(item) && !Array.isArray(item));
  return typeof value === 'object' && value !== null;
}

function own(node: object, key: string): unknown {
  return Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined;
}
