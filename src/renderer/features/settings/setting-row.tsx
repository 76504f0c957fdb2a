import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type JSX, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaver } from './saver.tsx';
import classes from './setting-row.module.css';
import { type Draft, useDraft } from './use-draft.ts';
import type { Writing } from './values.ts';

export interface SettingRowProps {
  readonly label: string;
  /** One line: what it does. */
  readonly hint: string;
  readonly children: (ids: { readonly label: string; readonly hint: string }) => ReactNode;
}

/** A setting on its line: what it is called and does at the left, its value at the right. */
export function SettingRow({ label, hint, children }: SettingRowProps): JSX.Element {
  const id = useId();
  const ids = { label: `${id}-label`, hint: `${id}-hint` };
  return (
    <div className={classes.row}>
      <div>
        <strong id={ids.label}>{label}</strong>
        <p id={ids.hint}>{hint}</p>
      </div>
      <div className={classes.value}>{children(ids)}</div>
    </div>
  );
}

export interface FieldProps<Value> {
  readonly path: readonly string[];
  readonly value: Value;
  readonly writing: Writing<Value>;
  /** As the strip below names it. */
  readonly label: string;
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly disabled: boolean;
  readonly unit?: string;
  readonly placeholder?: string;
  readonly lines?: number;
}

/** A value that is typed; it saves itself. */
export function Field<Value>(props: FieldProps<Value>): JSX.Element {
  const { path, value, writing, label, labelledBy, describedBy, disabled, lines } = props;
  const saver = useSaver();
  const draft = useDraft({
    saved: value,
    toText: writing.toText,
    parse: writing.parse,
    save: (next, before) => saver.save({ path, value: next, before, label }),
  });
  const shared = {
    size: 'md',
    value: draft.text,
    disabled,
    error: useComplaint(draft),
    placeholder: props.placeholder ?? '',
    'aria-label': labelledBy === undefined ? label : undefined,
    'aria-labelledby': labelledBy,
    'aria-describedby': describedBy,
    onFocus: draft.begin,
    onBlur: draft.finish,
  } as const;
  if (lines !== undefined) {
    return (
      <Textarea
        {...shared}
        rows={lines}
        onChange={(event) => draft.edit(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      className={typeof value === 'number' ? (classes.number ?? '') : ''}
      rightSection={props.unit}
      rightSectionWidth={56}
      rightSectionPointerEvents="none"
      onChange={(event) => draft.edit(event.currentTarget.value)}
    />
  );
}

/** What is wrong with what stands in the field, in words with a code. */
function useComplaint({ isInvalid, problem }: Draft): ReactNode {
  const { t } = useTranslation('settings');
  if (isInvalid) return t('notANumber');
  return problem === null ? null : t('refused', { ...problem });
}

export interface ChoiceProps<Value extends string> {
  readonly path: readonly string[];
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly label: string;
  readonly disabled: boolean;
}

/** A value of a few; it is saved when it is chosen. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): JSX.Element {
  const { path, value, options, label, disabled } = props;
  const saver = useSaver();
  return (
    <NativeSelect
      size="md"
      aria-label={label}
      disabled={disabled}
      value={value}
      data={options.map((option) => ({ ...option }))}
      onChange={(event) =>
        saver.save({ path, value: event.currentTarget.value, before: value, label })
      }
    />
  );
}
