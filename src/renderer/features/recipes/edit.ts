/** Where a field is in the document, as in `['rules', 'crack', 0, 'limits', 'lengthMm']`. */
export type Path = readonly (string | number)[];

export function getIn(node: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    node,
  );
}

/**
 * The document with one field changed, or taken out where the value is undefined. Objects on the way
 * that are not there are made; nothing is changed in place.
 */
export function setIn<Node>(node: Node, path: Path, value: unknown): Node {
  const [key, ...rest] = path;
  if (key === undefined) return value as Node;
  const inner = rest.length === 0 ? value : setIn(getIn(node, [key]) ?? {}, rest, value);
  if (Array.isArray(node)) {
    return (
      inner === undefined ? node.filter((_, index) => index !== key) : node.with(Number(key), inner)
    ) as Node;
  }
  // Object.fromEntries, so that a class called "__proto__" is a field like any other.
  const entries = Object.entries(node as object).filter(([name]) => name !== key);
  if (inner === undefined) return Object.fromEntries(entries) as Node;
  const known = Object.hasOwn(node as object, key);
  return Object.fromEntries(
    known
      ? Object.entries(node as object).map(([name, old]) => [name, name === key ? inner : old])
      : [...entries, [String(key), inner]],
  ) as Node;
}

/** Fields that say nothing any more go, so that the document stays as short as one would write it. */
export function withoutEmpty<Node>(node: Node, path: Path): Node {
  const found = getIn(node, path);
  const isEmpty = typeof found === 'object' && found !== null && Object.keys(found).length === 0;
  return isEmpty ? setIn(node, path, undefined) : node;
}
