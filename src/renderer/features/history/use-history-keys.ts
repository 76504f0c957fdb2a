import { useTranslation } from 'react-i18next';
import { type KeyBinding, useKeys } from '../../ui/keys/key-provider.tsx';

export interface HistoryKeys {
  /** An inspection is open, beside the list or whole. */
  readonly isOpen: boolean;
  /** Nothing is picked. */
  readonly isEmpty: boolean;
  readonly step: (by: 1 | -1) => void;
  readonly extend: (by: 1 | -1) => void;
  readonly pickAll: (on: boolean) => void;
  readonly pickOpen: () => void;
  readonly toggleWhole: () => void;
  readonly close: () => void;
}

/** The keys of the list and of what is open. */
export function useHistoryKeys(does: HistoryKeys): void {
  const { t } = useTranslation('history');
  const key = (chords: readonly string[], label: string, run: () => void): KeyBinding => ({
    ...{ chords, group: 'screen', label, run },
  });
  const ofOpen = [
    key(['X'], t('pickOpen'), does.pickOpen),
    key(['Enter'], t('whole'), does.toggleWhole),
    key(['Escape'], t('close'), does.close),
  ];
  const ofList = does.isEmpty ? [] : [key(['Escape'], t('bulk.clear'), () => does.pickAll(false))];
  useKeys([
    key(['J', 'ArrowDown'], t('older'), () => does.step(1)),
    key(['K', 'ArrowUp'], t('newer'), () => does.step(-1)),
    key(['Shift+J'], t('extendOlder'), () => does.extend(1)),
    key(['Shift+K'], t('extendNewer'), () => does.extend(-1)),
    key(['Ctrl+A'], t('pickAll'), () => does.pickAll(true)),
    ...(does.isOpen ? ofOpen : ofList),
  ]);
}
