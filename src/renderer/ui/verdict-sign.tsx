import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../shared/domain.ts';
import { Icon } from './icons.tsx';
import classes from './verdict-sign.module.css';

export interface VerdictSignProps {
  readonly verdict: Verdict;
  /** `hall`: legible at two metres; `line`: in a bar; `mark`: the symbol alone, where the word stands beside it for readers. */
  readonly size: 'hall' | 'line' | 'mark';
}

/** A verdict is always colour, symbol and word, and nothing else uses these colours. */
export function VerdictSign({ verdict, size }: VerdictSignProps): JSX.Element {
  const { t } = useTranslation('frame');
  return (
    <span className={classes.sign} data-verdict={verdict} data-size={size}>
      <Icon name={verdict} stroke={size === 'hall' ? 3 : 3.5} />
      {size !== 'mark' && <span>{t(`verdict.${verdict}`)}</span>}
    </span>
  );
}
