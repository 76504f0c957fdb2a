import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/key-provider.tsx';
import { usePreferences } from '../preferences.ts';
import type { StageActions } from './use-stage-actions.ts';

const PAN_SHARE = 0.15;

/** The keys of the picture, as on every screen that shows one. */
export function useViewKeys(stage: StageActions): void {
  const { t } = useTranslation('viewer');
  const [{ boxes, masks, labels }, prefer] = usePreferences();
  const group = 'picture';
  useKeys([
    { chords: ['F'], group, label: t('fit'), run: stage.fit },
    { chords: ['+', '='], group, label: t('zoomIn'), run: stage.zoomIn },
    { chords: ['-'], group, label: t('zoomOut'), run: stage.zoomOut },
    { chords: ['0'], group, label: t('actual'), run: stage.actual },
    {
      chords: ['Shift+ArrowLeft'],
      group,
      label: t('panLeft'),
      run: () => stage.pan(PAN_SHARE, 0),
    },
    {
      chords: ['Shift+ArrowRight'],
      group,
      label: t('panRight'),
      run: () => stage.pan(-PAN_SHARE, 0),
    },
    { chords: ['Shift+ArrowUp'], group, label: t('panUp'), run: () => stage.pan(0, PAN_SHARE) },
    {
      chords: ['Shift+ArrowDown'],
      group,
      label: t('panDown'),
      run: () => stage.pan(0, -PAN_SHARE),
    },
    { chords: ['B'], group, label: t('boxes'), run: () => prefer({ boxes: !boxes }) },
    { chords: ['M'], group, label: t('masks'), run: () => prefer({ masks: !masks }) },
    { chords: ['L'], group, label: t('labels'), run: () => prefer({ labels: !labels }) },
  ]);
}
