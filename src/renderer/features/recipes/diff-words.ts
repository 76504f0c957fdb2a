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

export interface ValueWords {
  /** A field's word; undefined for one that has none. */
  readonly word: (field: string) => string | undefined;
  readonly number: (value: number) => string;
  readonly corners: (count: number) => string;
}

/** One side of a change as short as one reads it; null where there is nothing to say. */
export function valueInWords(value: unknown, words: ValueWords): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'number') return words.number(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '✓' : '✕';
  if (Array.isArray(value)) {
    // Where each corner is, the picture says better.
    if (value.length > 0 && value.every((item) => Array.isArray(item))) {
      return words.corners(value.length);
    }
    const items = value.map((item) => valueInWords(item, words)).filter((item) => item !== null);
    return items.length === 0 ? null : items.join('; ');
  }
  const fields = Object.entries(value).flatMap(([name, inner]) => {
    const text = valueInWords(inner, words);
    return text === null ? [] : [`${words.word(name) ?? name} ${text}`];
  });
  return fields.length === 0 ? null : fields.join(', ');
}

/** What a change did to a field. */
export function kindOf({ before, after }: RecipeChange): 'added' | 'removed' | 'changed' {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
