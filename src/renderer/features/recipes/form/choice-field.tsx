import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { formatPath } from '../../../../shared/recipes/refusal.ts';
import type { Path } from '../edit.ts';
import { fieldId, useForm } from './form-context.ts';

export interface ChoiceFieldProps<Value extends string> {
  readonly path: Path;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>): JSX.Element {
  const { path, label, value, options, onChange } = props;
  const { problems } = useForm();
  return (
    <NativeSelect
      id={fieldId(path)}
      size="sm"
      label={label}
      value={value}
      error={problems.get(formatPath(path))}
      data={options.map((option) => ({ ...option }))}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    />
  );
}
