import { useQuery } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectedAnnotation } from '../../../shared/corrections.ts';
import type { Detection } from '../../../shared/domain.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { fromCocoMask } from '../../../shared/masks/index.ts';
import { classColour } from '../../../shared/palette.ts';
import { pictureOf, pictureProblemQuery } from '../../api/history.ts';
import { Opinions } from '../../ui/comparison/opinions.tsx';
import { useComparing } from '../../ui/comparison/use-comparing.ts';
import { useKeys } from '../../ui/keys/key-provider.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ToolButton } from '../../ui/tool-button.tsx';
import { useBitmap } from '../../ui/viewer/bitmaps.ts';
import { LayerButtons } from '../../ui/viewer/layer-buttons.tsx';
import { outlinedShapes } from '../../ui/viewer/outlined.ts';
import { copyOf, PictureViewer } from '../../ui/viewer/picture-viewer.tsx';
import type { Shape } from '../../ui/viewer/shapes.ts';
import { useLayers, useShapes } from '../../ui/viewer/use-shapes.ts';
import { type StageGeometry, useStageActions } from '../../ui/viewer/use-stage-actions.ts';
import { useViewKeys } from '../../ui/viewer/use-view-keys.ts';
import { createViewStore } from '../../ui/viewer/view-store.ts';
import classes from './detail.module.css';

export interface DetailPictureProps {
  readonly entry: HistoryEntry;
  readonly detections: readonly Detection[];
  /** As somebody corrected it, in place of the detections; null: nobody, or it is not to be shown. */
  readonly annotations: readonly CorrectedAnnotation[] | null;
  readonly hovered: number | null;
  readonly selected: number | null;
  readonly onHover: (index: number | null) => void;
  readonly onSelect: (index: number | null) => void;
}

/** The picture as it was kept, with what was found in it. */
export function DetailPicture(props: DetailPictureProps): JSX.Element {
  const { entry, detections, annotations, hovered, selected, onHover, onSelect } = props;
  const { id, file, width, height } = entry;
  const { t } = useTranslation(['history', 'viewer', 'review']);
  const comparing = useComparing(entry);
  const view = useMemo(createViewStore, []);
  const [geometry, setGeometry] = useState<StageGeometry | null>(null);
  const actions = useStageActions(view, geometry);
  const layers = useLayers();
  const size = useMemo(
    () => (width === null || height === null ? null : { width, height }),
    [width, height],
  );
  const found = useShapes(detections);
  const shapes = useMemo(
    () => (annotations === null ? found : annotationShapes(annotations, entry.detections)),
    [annotations, found, entry],
  );
  useViewKeys(actions);
  useKeys([{ chords: ['C'], group: 'picture', label: t('review:compare'), run: comparing.toggle }]);
  // The viewer's own copy of it: nothing is fetched twice.
  const isMissing = useBitmap(copyOf(pictureOf(id))).step === 'failed';
  const { data: problem } = useQuery({ ...pictureProblemQuery(id), enabled: isMissing });
  return (
    <div className={classes.look}>
      {comparing.shown !== null ? (
        <Opinions entry={entry} other={comparing.shown} view={view} onStage={setGeometry} />
      ) : (
        <PictureViewer
          name={file}
          url={pictureOf(id)}
          size={size}
          view={view}
          shapes={shapes}
          layers={layers}
          // A detection's number is none of the corrected picture.
          hovered={annotations === null ? hovered : null}
          selected={annotations === null ? selected : null}
          onHover={onHover}
          onSelect={onSelect}
          onStage={setGeometry}
        />
      )}
      {problem && <p className={classes.missing}>{problem.message}</p>}
      {comparing.problem !== null && (
        <ProblemNote title={t('review:notCompared')} problem={comparing.problem} />
      )}
      <div className={classes.tools} role="toolbar" aria-label={t('viewer:tools')}>
        <ToolButton icon="fit" label={t('viewer:fit')} onClick={actions.fit} />
        <ToolButton icon="minus" label={t('viewer:zoomOut')} onClick={actions.zoomOut} />
        <ToolButton icon="plus" label={t('viewer:zoomIn')} onClick={actions.zoomIn} />
        <LayerButtons />
        <ToolButton
          icon="compare"
          label={t('review:compare')}
          pressed={comparing.shown !== null}
          disabled={!comparing.isPossible || comparing.isAsking}
          onClick={comparing.toggle}
        />
      </div>
    </div>
  );
}

/** In the colours of the model's classes; what only people say has others. */
function annotationShapes(
  annotations: readonly CorrectedAnnotation[],
  detections: readonly Detection[],
): readonly Shape[] {
  const known = new Map(detections.map(({ className, classId }) => [className, classId]));
  const idOf = (name: string): number => {
    const id = known.get(name) ?? Math.max(-1, ...known.values()) + 1;
    known.set(name, id);
    return id;
  };
  return outlinedShapes(
    annotations.map(({ className, box, mask }, index) => ({
      box,
      mask: mask === undefined ? null : fromCocoMask(mask),
      label: `${index + 1} ${className}`,
      colour: classColour(idOf(className)).hex,
    })),
  );
}
