import { Button, NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { SIZE_NAMES, type SizeName } from '../../../../shared/recipes/rule.ts';
import { millimetresPerPixel, sizeOf, unitOf } from '../../../../shared/recipes/scale.ts';
import { getIn } from '../edit.ts';
import { sliderEnd } from '../number-text.ts';
import { ChoiceField } from './choice-field.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.ts';
import { NumberField } from './number-field.tsx';

type Measure = SizeName | 'count';

export interface RuleFieldsProps {
  /** Of the class, in the document and for people. */
  readonly name: string;
  readonly shown: string;
  readonly index: number;
}

/** One rule of a class: what it makes of the part, over which limits, and what it looks at. */
export function RuleFields({ name, shown, index }: RuleFieldsProps): JSX.Element | null {
  const { t } = useTranslation('recipes');
  const { draft, set } = useForm();
  const rules = draft.rules[name] ?? [];
  const rule = rules[index];
  if (rule === undefined) return null;
  const path = ['rules', name, index];
  const title = t('rule.title', { name: shown, number: index + 1 });
  const remove = (): void =>
    rules.length === 1 ? set(['rules', name], undefined) : set(path, undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset reads as one inside the other's legend
    <div role="group" className={classes.rule} aria-label={title}>
      <div className={classes.ruleHead}>
        <ChoiceField
          path={[...path, 'severity']}
          label={t('rule.severity')}
          value={rule.severity}
          options={(['ng', 'review', 'ignore'] as const).map((value) => ({
            value,
            label: t(`severity.${value}`),
          }))}
          onChange={(severity) => set([...path, 'severity'], severity)}
        />
        <Button
          variant="default"
          size="sm"
          aria-label={t('rule.removeNamed', { title })}
          onClick={remove}
        >
          {t('rule.remove')}
        </Button>
      </div>
      <Measures {...{ name, index }} part="limits" title={title} />
      <Measures {...{ name, index }} part="atLeast" title={title} />
    </div>
  );
}

interface MeasuresProps {
  readonly name: string;
  readonly index: number;
  readonly part: 'limits' | 'atLeast';
  readonly title: string;
}

function Measures({ name, index, part, title }: MeasuresProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const { draft, set } = useForm();
  const measured = useLargest(name);
  const path = ['rules', name, index, part];
  const all: readonly Measure[] = part === 'limits' ? ['count', ...SIZE_NAMES] : SIZE_NAMES;
  const given = all.filter((measure) => getIn(draft, [...path, measure]) !== undefined);
  const label = t(`rule.${part}`);
  return (
    <>
      {given.length === 0 && <p className={classes.hint}>{t(`rule.${part}None`)}</p>}
      {given.length > 0 && (
        <table className={classes.measures}>
          <caption>{label}</caption>
          <tbody>
            {given.map((measure) => {
              const value = getIn(draft, [...path, measure]);
              const end = sliderEnd(
                measured(measure),
                typeof value === 'number' ? value : undefined,
                measure === 'count' ? 4 : undefined,
              );
              const word = t(`measure.${measure}`);
              return (
                <tr key={measure}>
                  <th scope="row">{word}</th>
                  <td>
                    <NumberField
                      path={[...path, measure]}
                      label={`${title}: ${label}: ${word}`}
                      quiet
                      slider={{ end, step: measure === 'count' ? 1 : end / 200 }}
                    />
                  </td>
                  <td>{measure === 'count' ? '' : unitOf(measure)}</td>
                  <td>
                    <button
                      type="button"
                      className={classes.remove}
                      aria-label={t('removeNamed', { name: `${title}: ${label}: ${word}` })}
                      onClick={() => set([...path, measure], undefined)}
                    >
                      ✕
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {given.length < all.length && (
        <NativeSelect
          size="sm"
          className={classes.addMeasure ?? ''}
          aria-label={`${title}: ${t(`rule.${part}Add`)}`}
          value=""
          data={[
            { value: '', label: t(`rule.${part}Add`) },
            ...all
              .filter((measure) => !given.includes(measure))
              .map((measure) => ({
                value: measure,
                label:
                  measure === 'count'
                    ? t('measure.count')
                    : t('inUnit', { label: t(`measure.${measure}`), unit: unitOf(measure) }),
              })),
          ]}
          onChange={(event) => {
            const chosen = all.find((measure) => measure === event.currentTarget.value);
            if (chosen === undefined) return;
            set([...path, chosen], chosen === 'count' ? 0 : (roundUp(measured(chosen)) ?? 1));
          }}
        />
      )}
    </>
  );
}

/** The largest that the previewed picture holds of a class: where a limit begins to matter. */
function useLargest(name: string): (measure: Measure) => number | undefined {
  const { draft, detections, picture } = useForm();
  const mine = detections.filter(({ className }) => name === '*' || className === name);
  const scale = picture === null ? null : millimetresPerPixel(draft.calibration, picture);
  return (measure) => {
    if (measure === 'count') return mine.length === 0 ? undefined : mine.length;
    if (mine.length === 0 || (scale === null && /Mm2?$/.test(measure))) return undefined;
    return Math.max(...mine.map((detection) => sizeOf(measure, detection, scale)));
  };
}

function roundUp(value: number | undefined): number | undefined {
  return value === undefined || !Number.isFinite(value)
    ? undefined
    : Number(Math.max(value, 0.1).toPrecision(2));
}
