import { type JSX, type PointerEvent, useState } from 'react';
import type { RelativePoint } from '../../../../shared/recipes/geometry.ts';
import type { StageGeometry } from '../../../ui/viewer/use-stage-actions.ts';
import { place, toPicture, toStage } from '../../../ui/viewer/view.ts';
import { useView, type ViewStore } from '../../../ui/viewer/view-store.ts';
import { type Drawing, useForm } from '../form/form-context.ts';
import { addPolygon, rectangle, relativePoint } from '../regions.ts';
import classes from './preview.module.css';

/** A press that moves less than this, in CSS pixels, is a click: a corner of a polygon. */
const CLICK_SLACK = 5;
const KINDS = ['interest', 'exclusion'] as const;

export interface RegionOverlayProps {
  readonly view: ViewStore;
  readonly geometry: StageGeometry;
}

/**
 * The recipe's regions over the picture. A drag draws a rectangle, clicks a polygon that ends on its
 * first corner, and corners can be moved. The same is in the form as numbers, for the keyboard.
 */
export function RegionOverlay({ view, geometry }: RegionOverlayProps): JSX.Element {
  const { draft, set, drawing, draw } = useForm();
  const { picture, stage } = geometry;
  const placement = place(useView(view), picture, stage);
  const [corners, setCorners] = useState<readonly RelativePoint[]>([]);
  const [from, setFrom] = useState<RelativePoint | null>(null);
  const [to, setTo] = useState<RelativePoint | null>(null);

  const at = (event: PointerEvent<SVGElement>): RelativePoint => {
    const frame = event.currentTarget.closest('svg')!.getBoundingClientRect();
    const point = toPicture(
      { x: event.clientX - frame.left, y: event.clientY - frame.top },
      placement,
    );
    return relativePoint(point.x, point.y, picture);
  };
  const onScreen = ([x, y]: RelativePoint): { readonly x: number; readonly y: number } =>
    toStage({ x: x * picture.width, y: y * picture.height }, placement);
  const text = (points: readonly RelativePoint[]): string =>
    points
      .map((point) => onScreen(point))
      .map(({ x, y }) => `${x},${y}`)
      .join(' ');
  const isNear = (one: RelativePoint, other: RelativePoint): boolean => {
    const [a, b] = [onScreen(one), onScreen(other)];
    return Math.hypot(a.x - b.x, a.y - b.y) <= CLICK_SLACK * 2;
  };

  const reset = (): void => {
    setCorners([]);
    setFrom(null);
    setTo(null);
  };
  const finish = (kind: Drawing, points: readonly RelativePoint[]): void => {
    reset();
    draw(null);
    if (kind === 'scale') set(['calibration', 'points'], [points[0], points[1]]);
    else set(['regions', kind], addPolygon(draft.regions[kind], points));
  };
  const onUp = (event: PointerEvent<SVGElement>): void => {
    if (drawing === null || from === null) return;
    const end = at(event);
    if (!isNear(from, end))
      finish(drawing, drawing === 'scale' ? [from, end] : rectangle(from, end));
    else if (drawing === 'scale') {
      if (corners[0] !== undefined) finish(drawing, [corners[0], end]);
      else setCorners([end]);
    } else if (corners.length >= 3 && isNear(corners[0]!, end)) finish(drawing, corners);
    else setCorners([...corners, end]);
    setFrom(null);
    setTo(null);
  };

  const ghost =
    from !== null && to !== null && !isNear(from, to)
      ? drawing === 'scale'
        ? [from, to]
        : rectangle(from, to)
      : corners;
  const { calibration } = draft;
  return (
    <svg className={classes.overlay} aria-hidden="true" data-drawing={drawing !== null}>
      {KINDS.flatMap((kind) =>
        (draft.regions[kind]?.polygons ?? []).map(({ points }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a polygon may have no name but its place
          <g key={`${kind}${index}`} data-kind={kind}>
            <polygon className={classes.rim} points={text(points)} />
            <polygon className={classes.line} points={text(points)} />
            {points.map((point, corner) => (
              <Handle
                // biome-ignore lint/suspicious/noArrayIndexKey: a corner has no name but its place
                key={corner}
                {...onScreen(point)}
                onMove={(event) =>
                  set(['regions', kind, 'polygons', index, 'points', corner], at(event))
                }
              />
            ))}
          </g>
        )),
      )}
      {calibration !== null && 'points' in calibration && (
        <g data-kind="scale">
          <polyline className={classes.rim} points={text(calibration.points)} />
          <polyline className={classes.line} points={text(calibration.points)} />
          {calibration.points.map((point, corner) => (
            <Handle
              // biome-ignore lint/suspicious/noArrayIndexKey: an end has no name but its place
              key={corner}
              {...onScreen(point)}
              onMove={(event) => set(['calibration', 'points', corner], at(event))}
            />
          ))}
        </g>
      )}
      {drawing !== null && (
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
            onPointerCancel={reset}
          />
          <polyline className={classes.rim} points={text(ghost)} />
          <polyline className={classes.line} points={text(ghost)} />
          {corners.map((corner) => {
            const { x, y } = onScreen(corner);
            return <circle key={corner.join()} className={classes.dot} cx={x} cy={y} r={5} />;
          })}
        </>
      )}
    </svg>
  );
}

function Handle(props: {
  readonly x: number;
  readonly y: number;
  readonly onMove: (event: PointerEvent<SVGElement>) => void;
}): JSX.Element {
  const { x, y, onMove } = props;
  return (
    <circle
      className={classes.handle}
      cx={x}
      cy={y}
      r={7}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(event);
      }}
    />
  );
}
