import { TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPath } from '../../../../shared/recipes/refusal.ts';
import { localeOf } from '../../../i18n/languages.ts';
import { getIn, type Path } from '../edit.ts';
import { numberText, parseNumber } from '../number-text.ts';
import classes from './form.module.css';
import { fieldId, useForm } from './form-context.ts';

export interface NumberFieldProps {
  readonly path: Path;
  readonly label: string;
  /** The label for readers alone, where the place says it to the eye. */
  readonly quiet?: boolean;
  readonly unit?: string | undefined;
  /** What holds while the field is empty; without one it must not be empty. */
  readonly placeholder?: string | undefined;
  /** Where the slider stands while the field is empty. */
  readonly inherited?: number;
  readonly slider?: { readonly end: number; readonly step: number };
}

/** A number of the document; what is typed stays as typed, also while it is none. */
export function NumberField(props: NumberFieldProps): JSX.Element {
  const { path, label, quiet = false, unit, placeholder, slider, inherited = 0 } = props;
  const { t, i18n } = useTranslation('recipes');
  const { draft, set, problems } = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  const locale = localeOf(i18n.language, navigator.languages);
  const value = getIn(draft, path);
  const parse = (text: string): number | undefined =>
    parseNumber(text) ?? (placeholder === undefined ? Number.NaN : undefined);
  const isAsTyped = typed !== null && Object.is(parse(typed), value);
  const name = unit === undefined ? label : t('inUnit', { label, unit });
  return (
    <div className={classes.number} data-slider={slider !== undefined}>
      <TextInput
        id={fieldId(path)}
        size="sm"
        inputMode="decimal"
        autoComplete="off"
        {...(quiet ? { 'aria-label': name } : { label: name })}
        {...(placeholder === undefined ? {} : { placeholder })}
        value={isAsTyped ? typed : numberText(value, locale)}
        error={problems.get(formatPath(path))}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          set(path, parse(event.currentTarget.value));
        }}
        // What is none stays to be mended; of the rest only the number counts.
        onBlur={() => !Number.isNaN(value) && setTyped(null)}
      />
      {slider !== undefined && (
        <input
          type="range"
          className={classes.range}
          aria-label={t('slider', { label })}
          min={0}
          max={slider.end}
          step={slider.step}
          value={typeof value === 'number' && !Number.isNaN(value) ? value : inherited}
          onChange={(event) => set(path, Number(event.currentTarget.value))}
        />
      )}
    </div>
  );
}
