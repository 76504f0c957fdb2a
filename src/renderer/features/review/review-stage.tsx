import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../shared/comparisons.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { Opinions } from '../../ui/comparison/opinions.tsx';
import { ToolButton } from '../../ui/tool-button.tsx';
import { LayerButtons } from '../../ui/viewer/layer-buttons.tsx';
import { type StageGeometry, useStageActions } from '../../ui/viewer/use-stage-actions.ts';
import { useViewKeys } from '../../ui/viewer/use-view-keys.ts';
import type { ViewStore } from '../../ui/viewer/view-store.ts';
import classes from './review-screen.module.css';

export interface ReviewStageProps {
  readonly entry: HistoryEntry;
  /** Drawn beside the inspection's own; null where it is not wanted. */
  readonly other: Comparison | null;
  /** Lives longer than a picture: the same place is looked at from one to the next. */
  readonly view: ViewStore;
}

/** The picture as it was judged, with what was found in it. */
export function ReviewStage({ entry, other, view }: ReviewStageProps): JSX.Element {
  const { t } = useTranslation('viewer');
  const [geometry, setGeometry] = useState<StageGeometry | null>(null);
  const actions = useStageActions(view, geometry);
  useViewKeys(actions);
  return (
    <div className={classes.look}>
      <Opinions entry={entry} other={other} view={view} onStage={setGeometry} />
      <div className={classes.tools} role="toolbar" aria-label={t('tools')}>
        <ToolButton icon="fit" label={t('fit')} onClick={actions.fit} />
        <ToolButton icon="minus" label={t('zoomOut')} onClick={actions.zoomOut} />
        <ToolButton icon="plus" label={t('zoomIn')} onClick={actions.zoomIn} />
        <LayerButtons />
      </div>
    </div>
  );
}
