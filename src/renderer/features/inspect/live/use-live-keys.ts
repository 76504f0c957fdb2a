import { useTranslation } from 'react-i18next';
import { type KeyBinding, useKeys } from '../../../ui/keys/key-provider.tsx';
import { type LiveState, neighbourOf } from './live-state.ts';

export interface LiveKeyActions {
  readonly state: LiveState;
  /** The picture on the screen. */
  readonly shown: string | null;
  readonly hold: (id: string | null) => void;
  readonly confirm: () => void;
  readonly override: () => void;
  readonly compare: () => void;
  readonly undo: () => void;
}

/** Keys for what comes; those for looking at the picture belong to the stage. */
export function useLiveKeys(actions: LiveKeyActions): void {
  const { state, shown, hold, confirm, override, compare, undo } = actions;
  const { t } = useTranslation(['live', 'review']);
  const bind = (label: string, run: () => void, ...chords: string[]): KeyBinding => ({
    chords,
    group: 'screen',
    label,
    run,
  });
  useKeys([
    bind(t('confirm'), confirm, 'Enter'),
    bind(t('override'), override, 'O'),
    bind(t('review:compare'), compare, 'C'),
    bind(t('key.undo'), undo, 'Ctrl+Z'),
    bind(t('hold'), () => hold(state.held === null ? shown : null), 'H'),
    bind(t('key.older'), () => hold(neighbourOf(state, shown, 1)), 'ArrowRight'),
    bind(t('key.newer'), () => hold(neighbourOf(state, shown, -1)), 'ArrowLeft'),
    bind(t('return'), () => hold(null), 'Escape'),
  ]);
}
