import type { JSX, PointerEvent } from 'react';
import type { StageGeometry } from '../../../ui/viewer/use-stage-actions.ts';
import { place } from '../../../ui/viewer/view.ts';
import { useView, type ViewStore } from '../../../ui/viewer/view-store.ts';
import { useForm } from '../form/form-context.ts';
import { DrawingSheet } from './drawing-sheet.tsx';
import { pointsOnStage } from './points-on-stage.ts';
import classes from './preview.module.css';

const KINDS = ['interest', 'exclusion'] as const;

export interface RegionOverlayProps {
  readonly view: ViewStore;
  readonly geometry: StageGeometry;
}

/** The recipe's regions over the picture; corners can be moved. The same is in the form as numbers. */
export function RegionOverlay({ view, geometry }: RegionOverlayProps): JSX.Element {
  const { draft, set, drawing } = useForm();
  const { picture, stage } = geometry;
  const { at, onScreen, text } = pointsOnStage(picture, place(useView(view), picture, stage));
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
        // What was begun of one drawing is no part of the next.
        <DrawingSheet key={drawing} drawing={drawing} {...{ stage, at, onScreen, text }} />
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
