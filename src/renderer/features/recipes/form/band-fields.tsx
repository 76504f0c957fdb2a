import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { getIn, type Path } from '../edit.ts';
import { ChoiceField } from './choice-field.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { NumberField } from './number-field.tsx';

export interface BandFieldsProps {
  readonly path: Path;
  /** Whether the recipe's own can be meant. */
  readonly inherits: boolean;
}

type Kind = 'recipe' | 'none' | 'own';

/** Scores between which a person has to look. */
export function BandFields({ path, inherits }: BandFieldsProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft, set } = useForm();
  const band = getIn(draft, path);
  const kind: Kind = band === undefined ? 'recipe' : band === null ? 'none' : 'own';
  const minimum = draft.minimumScore;
  const begin = {
    from: Math.max(0, Math.round((minimum - 0.1) * 100) / 100) || 0,
    to: Math.min(1, Math.round((minimum + 0.1) * 100) / 100) || 1,
  };
  const choices: readonly Kind[] = inherits ? ['recipe', 'none', 'own'] : ['none', 'own'];
  return (
    <>
      <ChoiceField<Kind>
        path={path}
        label={t('field.reviewBand')}
        value={kind}
        options={choices.map((value) => ({ value, label: t(`band.${value}`) }))}
        onChange={(chosen) =>
          set(path, chosen === 'recipe' ? undefined : chosen === 'none' ? null : begin)
        }
      />
      {kind === 'own' && (
        <div className={classes.pair}>
          <NumberField path={[...path, 'from']} label={t('band.from')} slider={SCORE} />
          <NumberField path={[...path, 'to']} label={t('band.to')} slider={SCORE} />
        </div>
      )}
    </>
  );
}

export const SCORE = { end: 1, step: 0.01 };
