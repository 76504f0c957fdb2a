import type { JSX } from 'react';
import { Icon } from '../../ui/icons.tsx';
import classes from './filter-bar.module.css';

export interface PickButtonProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onPick: () => void;
}

/** One of several of which one can hold; not a radio button, because arrow keys would pick each. */
export function PickButton({ label, isChosen, onPick }: PickButtonProps): JSX.Element {
  return (
    <button type="button" className={classes.choice} aria-pressed={isChosen} onClick={onPick}>
      <span className={classes.tick}>{isChosen && <Icon name="ok" size={18} />}</span>
      {label}
    </button>
  );
}
