import { useTranslation } from 'react-i18next';
import { type KeyBinding, useKeys } from '../../ui/keys/key-provider.tsx';
import { CONFIDENCE_CEILING, CONFIDENCE_FLOOR } from './confidence.ts';
import { neighbour, nextWhere } from './desk-state.ts';
import { verdictOf } from './shown.ts';
import { desk } from './use-desk.ts';

export interface DeskKeyActions {
  readonly open: () => void;
  readonly folder: () => void;
  readonly threshold: number;
  readonly onThreshold: (threshold: number) => void;
}

const THRESHOLD_STEP = 0.05;

/** Keys for what is on the desk; they work with nothing open as well. */
export function useDeskKeys({ open, folder, threshold, onThreshold }: DeskKeyActions): void {
  const { t } = useTranslation('inspect');

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
  const change = (by: number): void => {
    // Two digits, as the slider has them.
    const next = Math.round((threshold + by) * 100) / 100;
    onThreshold(Math.min(CONFIDENCE_CEILING, Math.max(CONFIDENCE_FLOOR, next)));
  };
  const bind = (label: string, run: () => void, ...chords: string[]): KeyBinding => ({
    chords,
    group: 'screen',
    label,
    run,
  });

  useKeys([
    bind(t('key.open'), open, 'Ctrl+O', 'O'),
    bind(t('key.folder'), folder, 'Shift+O'),
    bind(t('key.yolo'), () => desk.setModel('yolo'), 'Y'),
    bind(t('key.mask2former'), () => desk.setModel('mask2former'), 'K'),
    bind(t('key.compare'), () => desk.setCompare(!desk.getState().compare), 'C'),
    bind(t('key.lower'), () => change(-THRESHOLD_STEP), '['),
    bind(t('key.raise'), () => change(THRESHOLD_STEP), ']'),
    bind(t('key.previous'), () => step(-1), 'ArrowLeft'),
    bind(t('key.next'), () => step(1), 'ArrowRight'),
    bind(t('key.nextNg'), nextNg, 'N'),
    bind(t('key.hold'), () => desk.setHeld(!desk.getState().held), 'H'),
    bind(t('key.again'), desk.judgeAgain, 'R'),
    bind(t('key.cancel'), desk.cancelAll, 'Escape'),
  ]);
}
