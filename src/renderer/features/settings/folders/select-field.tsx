import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';

export interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly description: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** A choice of a few that knows what it can be. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): JSX.Element {
  const { label, description, value, options, onChange } = props;
  return (
    <NativeSelect
      size="md"
      label={label}
      description={description}
      value={value}
      data={options.map((option) => ({ ...option }))}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    />
  );
}
