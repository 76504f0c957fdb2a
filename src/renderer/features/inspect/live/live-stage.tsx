import { type JSX, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../../shared/comparisons.ts';
import type { Detection } from '../../../../shared/domain.ts';
import type { HistoryEntry } from '../../../../shared/history-entry.ts';
import { pictureOf } from '../../../api/history.ts';
import { Opinions } from '../../../ui/comparison/opinions.tsx';
import { fileName } from '../../../ui/file-name.ts';
import { Icon } from '../../../ui/icons.tsx';
import { PictureViewer } from '../../../ui/viewer/picture-viewer.tsx';
import { useLayers, useShapes } from '../../../ui/viewer/use-shapes.ts';
import { type StageGeometry, useStageActions } from '../../../ui/viewer/use-stage-actions.ts';
import { fitScale, WHOLE } from '../../../ui/viewer/view.ts';
import { createViewStore } from '../../../ui/viewer/view-store.ts';
import screen from '../inspect-screen.module.css';
import stage from '../stage.module.css';
import { StageTools } from '../stage-tools.tsx';
import { usePictureKeys } from '../use-picture-keys.ts';

export interface LiveStageProps {
  readonly id: string;
  readonly entry: HistoryEntry | null;
  /** The other model's opinion, drawn beside it; null where it is not wanted. */
  readonly other: Comparison | null;
}

const NONE: readonly Detection[] = [];

/** The picture as it was judged, with what was found drawn in it. */
export function LiveStage({ id, entry, other }: LiveStageProps): JSX.Element {
  const { t } = useTranslation('viewer');
  const layers = useLayers();
  const view = useMemo(createViewStore, []);
  const [geometry, setGeometry] = useState<StageGeometry | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const actions = useStageActions(view, geometry);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is the trigger
  useEffect(() => {
    view.set(WHOLE);
    setSelected(null);
  }, [id, view]);

  const detections = entry?.detections ?? NONE;
  const shapes = useShapes(detections);
  const { width, height } = entry ?? {};
  const size = useMemo(() => (width && height ? { width, height } : null), [width, height]);

  usePictureKeys({
    stage: actions,
    stepDetection: (by) => {
      if (detections.length === 0) return;
      const from = selected ?? (by < 0 ? 0 : -1);
      setSelected((from + by + detections.length) % detections.length);
    },
    zoomToDetection: () => {
      const at = selected ?? 0;
      const detection = detections[at];
      if (detection === undefined) return;
      setSelected(at);
      actions.showBox(detection.box);
    },
  });

  const name = fileName(entry?.file ?? '');
  return (
    <div className={screen.look}>
      {entry === null || entry.verdict === 'error' ? (
        <div className={stage.blank} role="status">
          <Icon name="open" size={48} stroke={1.2} />
          {t('unavailable')}
        </div>
      ) : other !== null ? (
        <Opinions entry={entry} other={other} view={view} onStage={setGeometry} />
      ) : (
        <PictureViewer
          name={name}
          url={pictureOf(id)}
          size={size}
          view={view}
          shapes={shapes}
          layers={layers}
          hovered={hovered}
          selected={selected}
          onHover={setHovered}
          onSelect={setSelected}
          onStage={setGeometry}
        />
      )}
      <StageTools
        name={name}
        size={size}
        fitScale={geometry && fitScale(geometry.picture, geometry.stage)}
        view={view}
        actions={actions}
        held={false}
        canHold={false}
        onHold={() => undefined}
      />
    </div>
  );
}
