import { Button, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-bar.module.css';
import { FilterChip } from './filter-chip.tsx';

export interface TextChipProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | null) => void;
}

/** A condition that is typed. */
export function TextChip({ label, hint, value, onChange }: TextChipProps): JSX.Element {
  return (
    <FilterChip label={label} value={value ?? null} onClear={() => onChange(null)}>
      {(close) => (
        <TextForm
          label={label}
          hint={hint}
          value={value ?? ''}
          onDone={(text) => {
            onChange(text.trim());
            close();
          }}
        />
      )}
    </FilterChip>
  );
}

function TextForm(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onDone: (text: string) => void;
}): JSX.Element {
  const { t } = useTranslation('history');
  const [text, setText] = useState(props.value);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone(text);
      }}
    >
      <TextInput
        size="md"
        label={props.label}
        description={props.hint}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" size="md">
        {t('filter.apply')}
      </Button>
    </form>
  );
}
