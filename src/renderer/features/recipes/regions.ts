import type { RegionGroup, RelativePoint } from '../../../shared/recipes/geometry.ts';

/** The group with one more polygon; the first one makes it. */
export function addPolygon(
  group: RegionGroup | null,
  points: readonly (readonly [number, number])[],
): RegionGroup {
  const polygon = { name: '', points: points.map(([x, y]): RelativePoint => [x, y]) };
  return group === null
    ? { share: 0.5, polygons: [polygon] }
    : { ...group, polygons: [...group.polygons, polygon] };
}

/** Null where none is left: the whole picture. */
export function removePolygon(group: RegionGroup, index: number): RegionGroup | null {
  const polygons = group.polygons.filter((_, place) => place !== index);
  return polygons.length === 0 ? null : { ...group, polygons };
}

/** A point of the picture as the document has it: inside, and no finer than anybody can point. */
export function relativePoint(
  x: number,
  y: number,
  { width, height }: { readonly width: number; readonly height: number },
): RelativePoint {
  const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
  return [share(x / width), share(y / height)];
}

/** The four corners between two opposite ones. */
export function rectangle([x1, y1]: RelativePoint, [x2, y2]: RelativePoint): RelativePoint[] {
  return [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
}
