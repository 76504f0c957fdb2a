import type { Recipe } from './document.ts';
import { formatPath } from './refusal.ts';
import type { RecipeChange } from './revision.ts';

/** A part of a document is JSON. */
type Json = NonNullable<RecipeChange['before']>;

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
      ...(before === undefined ? {} : { before: before as Json }),
      ...(after === undefined ? {} : { after: after as Json }),
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
