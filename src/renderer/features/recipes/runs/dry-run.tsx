import { Button, NativeSelect, Progress, Switch, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../../../shared/recipe.ts';
import { DRY_RUN_MOST } from '../../../../shared/recipes/dry-run.ts';
import { spanOf } from '../../../ui/period.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import { FlipTable } from './flip-table.tsx';
import classes from './runs.module.css';
import { useDryRun } from './use-dry-run.ts';

const LAST = [100, 1000, 10_000, 100_000];

export interface DryRunPartProps {
  readonly recipe: Recipe;
  /** The form has something that is refused. */
  readonly isRefused: boolean;
  readonly mayRun: boolean;
  readonly onTry: (id: string) => void;
}

/** What the recipe as it stands in the form would have made of what was judged already. */
export function DryRunPart({ recipe, isRefused, mayRun, onTry }: DryRunPartProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const formats = useFormats();
  const { state, start, cancel } = useDryRun();
  const [which, setWhich] = useState('1000');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [onlyThis, setOnlyThis] = useState(false);
  const isPeriod = which === 'period';
  const last = isPeriod ? DRY_RUN_MOST : Number(which);
  const isRunning = state.step === 'running';
  const run = (): Promise<void> =>
    start({
      recipe,
      last,
      filter: {
        ...(onlyThis ? { recipe: recipe.name } : {}),
        ...(isPeriod ? spanOf(`${from}..${to}`, new Date()) : {}),
      },
    });
  return (
    <div className={classes.dryRun}>
      <p className={classes.hint}>{t('dryRun.hint')}</p>
      <div className={classes.wish}>
        <NativeSelect
          size="sm"
          label={t('dryRun.which')}
          value={which}
          data={[
            ...LAST.map((count) => ({
              value: String(count),
              label: t('dryRun.last', { number: formats.count(count) }),
            })),
            { value: 'period', label: t('dryRun.period') },
          ]}
          onChange={(event) => setWhich(event.currentTarget.value)}
        />
        {isPeriod &&
          (['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="date"
              size="sm"
              label={t(`dryRun.${end}`)}
              value={end === 'from' ? from : to}
              onChange={(event) => (end === 'from' ? setFrom : setTo)(event.currentTarget.value)}
            />
          ))}
        <Switch
          size="md"
          className={classes.switch ?? ''}
          label={t('dryRun.onlyThis', { name: recipe.name })}
          checked={onlyThis}
          onChange={(event) => setOnlyThis(event.currentTarget.checked)}
        />
        {isRunning ? (
          <Button size="md" variant="default" onClick={cancel}>
            {t('dryRun.cancel')}
          </Button>
        ) : (
          <Button size="md" disabled={!mayRun || isRefused} onClick={run}>
            {t('dryRun.run')}
          </Button>
        )}
      </div>
      {!mayRun && <p className={classes.hint}>{t('noRight')}</p>}
      {isRefused && <p className={classes.hint}>{t('dryRun.refused')}</p>}
      <div role="status">
        {isRunning && (
          <>
            <p>{t('dryRun.progress', { number: formats.count(state.inspections) })}</p>
            {!isPeriod && (
              <Progress value={(state.inspections / last) * 100} aria-label={t('dryRun.title')} />
            )}
          </>
        )}
        {state.step === 'cancelled' && (
          <p>{t('dryRun.cancelled', { number: formats.count(state.inspections) })}</p>
        )}
        {state.summary !== null && (
          <p className={classes.summary}>
            {t('dryRun.summary', {
              flips: formats.count(state.summary.flips),
              inspections: formats.count(state.summary.inspections),
            })}
          </p>
        )}
      </div>
      {state.problem !== null && <ProblemNote title={t('dryRun.failed')} problem={state.problem} />}
      <FlipTable state={state} onTry={onTry} />
    </div>
  );
}
