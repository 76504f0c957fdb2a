import type { PointerEvent } from 'react';
import type { RelativePoint } from '../../../../shared/recipes/geometry.ts';
import { type Placement, type Size, toPicture, toStage } from '../../../ui/viewer/view.ts';
import { relativePoint } from '../regions.ts';

export interface PointsOnStage {
  /** Where in the picture somebody points. */
  readonly at: (event: PointerEvent<SVGElement>) => RelativePoint;
  /** In CSS pixels. */
  readonly onScreen: (point: RelativePoint) => { readonly x: number; readonly y: number };
  /** As SVG's `points`. */
  readonly text: (points: readonly RelativePoint[]) => string;
}

/** Between the document's points and those of the drawing over the picture. */
export function pointsOnStage(picture: Size, placement: Placement): PointsOnStage {
  const onScreen: PointsOnStage['onScreen'] = ([x, y]) =>
    toStage({ x: x * picture.width, y: y * picture.height }, placement);
  return {
    onScreen,
    at: (event) => {
      const frame = event.currentTarget.closest('svg')!.getBoundingClientRect();
      const point = toPicture(
        { x: event.clientX - frame.left, y: event.clientY - frame.top },
        placement,
      );
      return relativePoint(point.x, point.y, picture);
    },
    text: (points) =>
      points
        .map(onScreen)
        .map(({ x, y }) => `${x},${y}`)
        .join(' '),
  };
}
