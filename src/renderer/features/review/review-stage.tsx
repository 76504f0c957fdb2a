import { type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { pictureOf } from '../../api/history.ts';
import { fileName } from '../../ui/file-name.ts';
import { ToolButton } from '../../ui/tool-button.tsx';
import { LayerButtons } from '../../ui/viewer/layer-buttons.tsx';
import { PictureViewer } from '../../ui/viewer/picture-viewer.tsx';
import { useLayers, useShapes } from '../../ui/viewer/use-shapes.ts';
import { type StageGeometry, useStageActions } from '../../ui/viewer/use-stage-actions.ts';
import { useViewKeys } from '../../ui/viewer/use-view-keys.ts';
import type { ViewStore } from '../../ui/viewer/view-store.ts';
import classes from './review-screen.module.css';

export interface ReviewStageProps {
  readonly entry: HistoryEntry;
  /** Lives longer than a picture: the same place is looked at from one to the next. */
  readonly view: ViewStore;
}

/** The picture as it was judged, with what was found in it. */
export function ReviewStage({ entry, view }: ReviewStageProps): JSX.Element {
  const { id, file, width, height, detections } = entry;
  const { t } = useTranslation('viewer');
  const [geometry, setGeometry] = useState<StageGeometry | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const actions = useStageActions(view, geometry);
  const layers = useLayers();
  const size = useMemo(() => (width && height ? { width, height } : null), [width, height]);
  const shapes = useShapes(detections);
  useViewKeys(actions);
  return (
    <div className={classes.look}>
      <PictureViewer
        name={fileName(file)}
        url={pictureOf(id)}
        size={size}
        view={view}
        shapes={shapes}
        layers={layers}
        hovered={hovered}
        selected={null}
        onHover={setHovered}
        onSelect={() => undefined}
        onStage={setGeometry}
      />
      <div className={classes.tools} role="toolbar" aria-label={t('tools')}>
        <ToolButton icon="fit" label={t('fit')} onClick={actions.fit} />
        <ToolButton icon="minus" label={t('zoomOut')} onClick={actions.zoomOut} />
        <ToolButton icon="plus" label={t('zoomIn')} onClick={actions.zoomIn} />
        <LayerButtons />
      </div>
    </div>
  );
}
