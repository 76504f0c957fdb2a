import { type JSX, type PointerEvent, useState } from 'react';
import type { RelativePoint } from '../../../../shared/recipes/geometry.ts';
import type { Size } from '../../../ui/viewer/view.ts';
import { type Drawing, useForm } from '../form/form-context.ts';
import { addPolygon, rectangle } from '../regions.ts';
import type { PointsOnStage } from './points-on-stage.ts';
import classes from './preview.module.css';

/** A press that moves less than this, in CSS pixels, is a click: a corner of a polygon. */
const CLICK_SLACK = 5;

export interface DrawingSheetProps extends PointsOnStage {
  readonly drawing: Drawing;
  readonly stage: Size;
}

/** A drag draws a rectangle, clicks a polygon that ends on its first corner; a scale has two ends. */
export function DrawingSheet(props: DrawingSheetProps): JSX.Element {
  const { drawing, stage, at, onScreen, text } = props;
  const { draft, set, draw } = useForm();
  const [corners, setCorners] = useState<readonly RelativePoint[]>([]);
  const [from, setFrom] = useState<RelativePoint | null>(null);
  const [to, setTo] = useState<RelativePoint | null>(null);
  const isNear = (one: RelativePoint, other: RelativePoint): boolean => {
    const [a, b] = [onScreen(one), onScreen(other)];
    return Math.hypot(a.x - b.x, a.y - b.y) <= CLICK_SLACK * 2;
  };
  const endDrag = (): void => {
    setFrom(null);
    setTo(null);
  };
  const finish = (points: readonly RelativePoint[]): void => {
    draw(null);
    if (drawing === 'scale') set(['calibration', 'points'], [points[0], points[1]]);
    else set(['regions', drawing], addPolygon(draft.regions[drawing], points));
  };
  const onUp = (event: PointerEvent<SVGElement>): void => {
    if (from === null) return;
    const end = at(event);
    if (!isNear(from, end)) finish(drawing === 'scale' ? [from, end] : rectangle(from, end));
    else if (drawing === 'scale' && corners[0] !== undefined) finish([corners[0], end]);
    else if (corners.length >= 3 && isNear(corners[0]!, end)) finish(corners);
    else setCorners([...corners, end]);
    endDrag();
  };
  const ghost =
    from !== null && to !== null && !isNear(from, to)
      ? drawing === 'scale'
        ? [from, to]
        : rectangle(from, to)
      : corners;
  return (
    <>
      <rect
        className={classes.sheet}
        width={stage.width}
        height={stage.height}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setFrom(at(event));
          setTo(at(event));
        }}
        onPointerMove={(event) => from !== null && setTo(at(event))}
        onPointerUp={onUp}
        onPointerCancel={() => {
          setCorners([]);
          endDrag();
        }}
      />
      <polyline className={classes.rim} points={text(ghost)} />
      <polyline className={classes.line} points={text(ghost)} />
      {corners.map((corner) => {
        const { x, y } = onScreen(corner);
        return <circle key={corner.join()} className={classes.dot} cx={x} cy={y} r={5} />;
      })}
    </>
  );
}
