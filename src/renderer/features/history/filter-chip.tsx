import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DropDown } from '../../ui/drop-down.tsx';
import { Icon } from '../../ui/icons.tsx';
import classes from './filter-bar.module.css';

export interface FilterChipProps {
  readonly label: string;
  /** What is asked for, in words; null where nothing is. */
  readonly value: string | null;
  readonly onClear: () => void;
  readonly children: (close: () => void) => ReactNode;
}

/** One condition: its name, what is asked for, and a cross that takes it away. */
export function FilterChip({ label, value, onClear, children }: FilterChipProps): JSX.Element {
  const { t } = useTranslation('history');
  return (
    <span className={classes.chip} data-set={value !== null || undefined}>
      <DropDown
        label={label}
        button={(isOpen, toggle) => (
          <button
            type="button"
            className={classes.name}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            onClick={toggle}
          >
            {value === null ? label : t('filter.set', { label, value })}
          </button>
        )}
      >
        {children}
      </DropDown>
      {value !== null && (
        <button
          type="button"
          className={classes.cross}
          aria-label={t('filter.clear', { label })}
          onClick={onClear}
        >
          <Icon name="clear" size={16} />
        </button>
      )}
    </span>
  );
}
