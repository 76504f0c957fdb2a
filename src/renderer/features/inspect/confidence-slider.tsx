import { Slider } from '@mantine/core';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/use-formats.ts';
import { CONFIDENCE_CEILING, CONFIDENCE_FLOOR } from './confidence.ts';
import classes from './confidence-slider.module.css';

export interface ConfidenceSliderProps {
  readonly value: number;
  /** The station's own threshold, marked on the scale. */
  readonly standard: number;
  readonly onChange: (value: number) => void;
}

/** Filters what is shown and what counts, on the page and at once. */
export function ConfidenceSlider(props: ConfidenceSliderProps): JSX.Element {
  const { value, standard, onChange } = props;
  const { t } = useTranslation('inspect');
  const formats = useFormats();
  const label = useId();
  return (
    <div className={classes.block}>
      <p id={label} title={t('confidenceHint')}>
        {t('confidence')} <output>{formats.score(value)}</output>
      </p>
      <Slider
        className={classes.slider ?? ''}
        thumbProps={{ 'aria-labelledby': label }}
        min={CONFIDENCE_FLOOR}
        max={CONFIDENCE_CEILING}
        step={0.01}
        value={value}
        onChange={onChange}
        label={null}
        thumbSize={28}
        size={8}
        marks={[{ value: standard }]}
      />
    </div>
  );
}
