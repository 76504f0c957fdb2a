import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-bar.module.css';
import { FilterChip } from './filter-chip.tsx';
import { PickButton } from './pick-button.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceChipProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  /** Several may hold, separated by commas in the value. */
  readonly several?: boolean;
  readonly onChange: (value: string | null) => void;
}

/** A condition that is picked from a list. */
export function ChoiceChip(props: ChoiceChipProps): JSX.Element {
  const { label, value, choices, several = false, onChange } = props;
  const { t } = useTranslation('history');
  const chosen = value?.split(',') ?? [];
  const words = chosen.map((one) => choices.find((choice) => choice.value === one)?.label ?? one);
  const toggle = (one: string): void => {
    const next = chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one];
    onChange(next.length === 0 ? null : next.join(','));
  };
  return (
    <FilterChip
      label={label}
      value={value === undefined ? null : words.join(', ')}
      onClear={() => onChange(null)}
    >
      {(close) => (
        <>
          {choices.length === 0 && <p className={classes.none}>{t('filter.nothing')}</p>}
          {choices.map((choice) =>
            several ? (
              <label key={choice.value} className={classes.choice}>
                <input
                  type="checkbox"
                  checked={chosen.includes(choice.value)}
                  onChange={() => toggle(choice.value)}
                />
                {choice.label}
              </label>
            ) : (
              <PickButton
                key={choice.value}
                label={choice.label}
                isChosen={chosen.includes(choice.value)}
                onPick={() => {
                  onChange(choice.value);
                  close();
                }}
              />
            ),
          )}
        </>
      )}
    </FilterChip>
  );
}
