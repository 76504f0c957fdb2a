import { useTranslation } from 'react-i18next';
import { useKeys } from '../../ui/keys/key-provider.tsx';

export interface ReviewKeyActions {
  readonly ask: (verdict: 'ok' | 'ng') => void;
  readonly step: (by: 1 | -1) => void;
  readonly undo: () => void;
  readonly compare: () => void;
}

/** The whole queue without a mouse; the numbers belong to the reasons once they are asked for. */
export function useReviewKeys({ ask, step, undo, compare }: ReviewKeyActions): void {
  const { t } = useTranslation('review');
  const group = 'screen';
  useKeys([
    { chords: ['A'], group, label: t('accept'), run: () => ask('ok') },
    { chords: ['N'], group, label: t('confirm'), run: () => ask('ng') },
    { chords: ['ArrowRight', ' ', 'ArrowDown'], group, label: t('next'), run: () => step(1) },
    { chords: ['ArrowLeft', 'ArrowUp'], group, label: t('previous'), run: () => step(-1) },
    { chords: ['C'], group, label: t('compare'), run: compare },
    { chords: ['Z'], group, label: t('undo'), run: undo },
  ]);
}
