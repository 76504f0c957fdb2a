import { useTranslation } from 'react-i18next';
import { type KeyBinding, useKeys } from '../../ui/keys/key-provider.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import { neighbour, nextWhere } from './desk-state.ts';
import { verdictOf } from './shown.ts';
import { desk } from './use-desk.ts';
import type { StageActions } from './use-stage-actions.ts';

export interface InspectKeyActions {
  readonly open: () => void;
  readonly folder: () => void;
  readonly stage: StageActions;
  /** Goes through the list of detections. */
  readonly stepDetection: (by: 1 | -1) => void;
  readonly zoomToDetection: () => void;
  readonly threshold: number;
  readonly changeThreshold: (by: number) => void;
}

const PAN_SHARE = 0.15;
const THRESHOLD_STEP = 0.05;

/** The whole screen by keyboard. */
export function useInspectKeys(actions: InspectKeyActions): void {
  const { t } = useTranslation(['inspect', 'viewer']);
  const [{ boxes, masks, labels }, prefer] = usePreferences();
  const { stage, threshold } = actions;

  const select = (id: string | null): void => {
    if (id !== null) desk.select(id);
  };
  const step = (by: number): void => select(neighbour(desk.getState(), by));
  const nextNg = (): void => {
    const state = desk.getState();
    select(
      nextWhere(state, ({ outcomes }) => verdictOf(outcomes[state.model], threshold) === 'ng'),
    );
  };
  const screen = (label: string, run: () => void, ...chords: string[]): KeyBinding => ({
    chords,
    group: 'screen',
    label,
    run,
  });
  const picture = (label: string, run: () => void, ...chords: string[]): KeyBinding => ({
    chords,
    group: 'picture',
    label,
    run,
  });

  useKeys([
    screen(t('key.open'), actions.open, 'Ctrl+O', 'O'),
    screen(t('key.folder'), actions.folder, 'Shift+O'),
    screen(t('key.yolo'), () => desk.setModel('yolo'), 'Y'),
    screen(t('key.mask2former'), () => desk.setModel('mask2former'), 'K'),
    screen(t('key.compare'), () => desk.setCompare(!desk.getState().compare), 'C'),
    screen(t('key.lower'), () => actions.changeThreshold(-THRESHOLD_STEP), '['),
    screen(t('key.raise'), () => actions.changeThreshold(THRESHOLD_STEP), ']'),
    screen(t('key.previous'), () => step(-1), 'ArrowLeft'),
    screen(t('key.next'), () => step(1), 'ArrowRight'),
    screen(t('key.nextNg'), nextNg, 'N'),
    screen(t('key.hold'), () => desk.setHeld(!desk.getState().held), 'H'),
    screen(t('key.again'), desk.judgeAgain, 'R'),
    screen(t('key.cancel'), desk.cancelAll, 'Escape'),
    picture(t('viewer:fit'), stage.fit, 'F'),
    picture(t('viewer:zoomIn'), stage.zoomIn, '+', '='),
    picture(t('viewer:zoomOut'), stage.zoomOut, '-'),
    picture(t('viewer:actual'), stage.actual, '0'),
    picture(t('viewer:panLeft'), () => stage.pan(PAN_SHARE, 0), 'Shift+ArrowLeft'),
    picture(t('viewer:panRight'), () => stage.pan(-PAN_SHARE, 0), 'Shift+ArrowRight'),
    picture(t('viewer:panUp'), () => stage.pan(0, PAN_SHARE), 'Shift+ArrowUp'),
    picture(t('viewer:panDown'), () => stage.pan(0, -PAN_SHARE), 'Shift+ArrowDown'),
    picture(t('key.boxes'), () => prefer({ boxes: !boxes }), 'B'),
    picture(t('key.masks'), () => prefer({ masks: !masks }), 'M'),
    picture(t('key.labels'), () => prefer({ labels: !labels }), 'L'),
    picture(t('key.nextDetection'), () => actions.stepDetection(1), 'ArrowDown'),
    picture(t('key.previousDetection'), () => actions.stepDetection(-1), 'ArrowUp'),
    picture(t('key.zoomToDetection'), actions.zoomToDetection, 'Z'),
  ]);
}
