import { type JSX, useCallback, useEffect, useMemo, useState } from 'react';
import type { ModelKind } from '../../../shared/domain.ts';
import { useBitmap } from '../../ui/viewer/bitmaps.ts';
import { copyOf } from '../../ui/viewer/picture-viewer.tsx';
import { useLayers } from '../../ui/viewer/use-shapes.ts';
import { type StageGeometry, useStageActions } from '../../ui/viewer/use-stage-actions.ts';
import { fitScale, WHOLE } from '../../ui/viewer/view.ts';
import { createViewStore } from '../../ui/viewer/view-store.ts';
import type { DeskPicture, DeskState } from './desk-state.ts';
import { type Highlight, isSameHighlight, NOTHING_LIT } from './highlight.ts';
import classes from './inspect-screen.module.css';
import { type DetectionRow, OTHER, rowGroups } from './rows.ts';
import { shownOf } from './shown.ts';
import { SidePanel } from './side-panel.tsx';
import { Stage } from './stage.tsx';
import { StageTools } from './stage-tools.tsx';
import { desk } from './use-desk.ts';
import { usePictureKeys } from './use-picture-keys.ts';

export interface WorkplaceProps {
  readonly state: DeskState;
  readonly picture: DeskPicture;
  readonly threshold: number;
  readonly standard: number;
  readonly onThreshold: (threshold: number) => void;
}

/** One picture at hand: its drawing, its verdict and its list, which light up together. */
export function Workplace(props: WorkplaceProps): JSX.Element {
  const { state, picture, threshold, standard, onThreshold } = props;
  const { model, compare } = state;
  const layers = useLayers();
  const view = useMemo(createViewStore, []);
  const [measured, setMeasured] = useState<StageGeometry & { readonly id: string }>();
  const geometry = measured?.id === picture.id ? measured : null;
  const [hovered, setHovered] = useState<Highlight>(NOTHING_LIT);
  const [selected, setSelected] = useState<Highlight>(NOTHING_LIT);

  // Another picture starts whole and with nothing chosen; another model keeps where one looks.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture is the trigger
  useEffect(() => {
    view.set(WHOLE);
  }, [picture.id, view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: so are the picture and the model
  useEffect(() => {
    setHovered(NOTHING_LIT);
    setSelected(NOTHING_LIT);
  }, [picture.id, model]);

  // What is judged now is shown next, so its picture is fetched meanwhile.
  const ahead = state.held
    ? undefined
    : state.pictures.find(
        ({ id, outcomes }) => id !== picture.id && outcomes[model]?.step === 'judging',
      );
  useBitmap(ahead?.stored ? copyOf(ahead.stored.url) : null);

  const { yolo, mask2former } = picture.outcomes;
  const shown = useMemo(
    () => ({ yolo: shownOf(yolo, threshold), mask2former: shownOf(mask2former, threshold) }),
    [yolo, mask2former, threshold],
  );
  const other = compare ? shown[OTHER[model]] : null;
  const groups = useMemo(() => rowGroups(model, shown[model], other), [model, shown, other]);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const rowOf = useCallback(
    (kind: ModelKind, index: number): DetectionRow | undefined =>
      rows.find(({ lit }) => lit[kind] === index),
    [rows],
  );

  const hover = useCallback(
    (lit: Highlight) => setHovered((before) => (isSameHighlight(before, lit) ? before : lit)),
    [],
  );
  const hoverDrawing = useCallback(
    (kind: ModelKind, index: number | null) =>
      hover(index === null ? NOTHING_LIT : (rowOf(kind, index)?.lit ?? NOTHING_LIT)),
    [hover, rowOf],
  );
  const selectDrawing = useCallback(
    (kind: ModelKind, index: number | null) =>
      setSelected(index === null ? NOTHING_LIT : (rowOf(kind, index)?.lit ?? NOTHING_LIT)),
    [rowOf],
  );

  const measure = useCallback(
    (found: StageGeometry) => setMeasured({ ...found, id: picture.id }),
    [picture.id],
  );
  const actions = useStageActions(view, geometry);
  const selectedAt = rows.findIndex(({ lit }) => isSameHighlight(lit, selected));
  usePictureKeys({
    stage: actions,
    stepDetection: (by) => {
      const from = selectedAt < 0 && by < 0 ? 0 : selectedAt;
      const next = rows[(from + by + rows.length) % rows.length];
      if (next !== undefined) setSelected(next.lit);
    },
    zoomToDetection: () => {
      const row = rows[Math.max(0, selectedAt)];
      if (row === undefined) return;
      setSelected(row.lit);
      actions.showBox(row.detection.box);
    },
  });

  return (
    <div className={classes.workplace}>
      <div className={classes.look}>
        <Stage
          picture={picture}
          models={compare ? ['yolo', 'mask2former'] : [model]}
          shown={shown}
          view={view}
          layers={layers}
          hovered={hovered}
          selected={selected}
          onHover={hoverDrawing}
          onSelect={selectDrawing}
          onGeometry={measure}
        />
        <StageTools
          name={picture.name}
          size={geometry?.picture ?? null}
          fitScale={geometry && fitScale(geometry.picture, geometry.stage)}
          view={view}
          actions={actions}
          held={state.held}
          canHold={state.pictures.length > 1}
          onHold={() => desk.setHeld(!state.held)}
        />
      </div>
      <SidePanel
        name={picture.name}
        model={model}
        shown={shown[model]}
        other={other}
        groups={groups}
        threshold={threshold}
        standard={standard}
        onThreshold={onThreshold}
        hovered={hovered}
        selected={selected}
        onHover={hover}
        onSelect={setSelected}
      />
    </div>
  );
}
