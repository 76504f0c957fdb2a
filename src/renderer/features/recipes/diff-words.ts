import type { RecipeChange } from '../../../shared/recipes/revision.ts';

/** The parts of a path as `formatPath` writes it: `rules["a b"][0].limits` is rules, a b, 0, limits. */
export function partsOf(path: string): readonly (string | number)[] {
  const parts: (string | number)[] = [];
  for (const match of path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/gu)) {
    const [, index, quoted, word] = match;
    if (index !== undefined) parts.push(Number(index));
    else parts.push(quoted === undefined ? (word ?? '') : (JSON.parse(quoted) as string));
  }
  return parts;
}

/** Fields that hold names of somebody's own: what comes next is no word of ours. */
const NAMED_BY_PEOPLE = new Set(['classes', 'rules']);

/**
 * A path in words: `Limits of classes › crack › 1 › Limit › Length`.
 *
 * @param word a field's word; undefined for one that has none
 */
export function pathInWords(path: string, word: (field: string) => string | undefined): string {
  const parts = partsOf(path);
  return parts
    .map((part, place) => {
      if (typeof part === 'number') return String(part + 1);
      const before = parts[place - 1];
      if (typeof before === 'string' && place === 1 && NAMED_BY_PEOPLE.has(before)) return part;
      return word(part) ?? part;
    })
    .join(' › ');
}

/** One side of a change as short as one reads it; null where there was nothing. */
export function valueInWords(value: unknown, number: (value: number) => string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '✓' : '✕';
  if (Array.isArray(value)) {
    return value.map((item) => valueInWords(item, number) ?? '–').join(', ');
  }
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${valueInWords(inner, number) ?? '–'}`)
    .join(', ');
}

/** What a change did to a field. */
export function kindOf({ before, after }: RecipeChange): 'added' | 'removed' | 'changed' {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
