import { useTranslation } from 'react-i18next';
import { type KeyBinding, useKeys } from '../../ui/keys/key-provider.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import type { StageActions } from '../../ui/viewer/use-stage-actions.ts';

export interface PictureKeyActions {
  readonly stage: StageActions;
  /** Goes through the list of detections. */
  readonly stepDetection: (by: 1 | -1) => void;
  readonly zoomToDetection: () => void;
}

const PAN_SHARE = 0.15;

/** Keys for how the picture at hand is looked at. */
export function usePictureKeys(actions: PictureKeyActions): void {
  const { t } = useTranslation(['inspect', 'viewer']);
  const [{ boxes, masks, labels }, prefer] = usePreferences();
  const { stage } = actions;
  const bind = (label: string, run: () => void, ...chords: string[]): KeyBinding => ({
    chords,
    group: 'picture',
    label,
    run,
  });

  useKeys([
    bind(t('viewer:fit'), stage.fit, 'F'),
    bind(t('viewer:zoomIn'), stage.zoomIn, '+', '='),
    bind(t('viewer:zoomOut'), stage.zoomOut, '-'),
    bind(t('viewer:actual'), stage.actual, '0'),
    bind(t('viewer:panLeft'), () => stage.pan(PAN_SHARE, 0), 'Shift+ArrowLeft'),
    bind(t('viewer:panRight'), () => stage.pan(-PAN_SHARE, 0), 'Shift+ArrowRight'),
    bind(t('viewer:panUp'), () => stage.pan(0, PAN_SHARE), 'Shift+ArrowUp'),
    bind(t('viewer:panDown'), () => stage.pan(0, -PAN_SHARE), 'Shift+ArrowDown'),
    bind(t('key.boxes'), () => prefer({ boxes: !boxes }), 'B'),
    bind(t('key.masks'), () => prefer({ masks: !masks }), 'M'),
    bind(t('key.labels'), () => prefer({ labels: !labels }), 'L'),
    bind(t('key.nextDetection'), () => actions.stepDetection(1), 'ArrowDown'),
    bind(t('key.previousDetection'), () => actions.stepDetection(-1), 'ArrowUp'),
    bind(t('key.zoomToDetection'), actions.zoomToDetection, 'Z'),
  ]);
}
