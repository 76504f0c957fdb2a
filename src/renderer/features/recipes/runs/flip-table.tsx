import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flip } from '../../../../shared/recipes/dry-run.ts';
import { pictureOf } from '../../../api/history.ts';
import { addressOf } from '../../../ui/address-text.ts';
import { fileName } from '../../../ui/file-name.ts';
import { useFormats } from '../../../ui/use-formats.ts';
import { VerdictSign } from '../../../ui/verdict-sign.tsx';
import classes from './runs.module.css';
import { type DryRunState, FLIPS_SHOWN } from './use-dry-run.ts';

export interface FlipTableProps {
  readonly state: DryRunState;
  readonly onTry: (id: string) => void;
}

/** What flips, how often from what to what, and what a real run could decide otherwise. */
export function FlipTable({ state, onTry }: FlipTableProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const formats = useFormats();
  const { flips, summary } = state;
  return (
    <>
      {summary !== null && summary.transitions.length > 0 && (
        <ul className={classes.transitions} aria-label={t('dryRun.transitions')}>
          {summary.transitions.map(({ from, to, count }) => (
            <li key={`${from}${to}`}>
              <VerdictSign verdict={from} size="line" /> → <VerdictSign verdict={to} size="line" />
              <strong>{formats.count(count)}</strong>
            </li>
          ))}
        </ul>
      )}
      {summary !== null && summary.failed > 0 && (
        <p className={classes.hint}>{t('dryRun.notJudged', { count: summary.failed })}</p>
      )}
      {summary?.warnings.map((warning) => (
        <p key={warning} className={classes.hint}>
          {warning}
        </p>
      ))}
      {flips.length > 0 && (
        <table className={classes.flips}>
          <caption className="visually-hidden">{t('dryRun.caption')}</caption>
          <thead>
            <tr>
              {(['picture', 'change', 'why', 'do'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`dryRun.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {flips.map((flip) => (
              <FlipRow key={flip.id} flip={flip} onTry={onTry} />
            ))}
          </tbody>
        </table>
      )}
      {summary !== null && summary.flips > FLIPS_SHOWN && (
        <p className={classes.hint}>{t('dryRun.more', { shown: FLIPS_SHOWN })}</p>
      )}
    </>
  );
}

function FlipRow(props: {
  readonly flip: Flip;
  readonly onTry: (id: string) => void;
}): JSX.Element {
  const { flip, onTry } = props;
  const { t } = useTranslation('recipes');
  const formats = useFormats();
  const { id, at, file, from, to, reasons, reasonsBefore } = flip;
  const why = reasons.length > 0 ? reasons : reasonsBefore;
  const name = fileName(file);
  return (
    <tr>
      <th scope="row">
        <a href={addressOf({ path: 'history', query: new URLSearchParams({ id }) })}>
          <img src={pictureOf(id, 128)} alt="" loading="lazy" />
          <span>
            {name}
            <time dateTime={at} title={at}>
              {formats.moment(at)}
            </time>
          </span>
        </a>
      </th>
      <td>
        <span className={classes.change}>
          <VerdictSign verdict={from} size="line" /> → <VerdictSign verdict={to} size="line" />
        </span>
      </td>
      <td>
        {reasons.length === 0 && <em>{t('dryRun.noLonger')} </em>}
        {why.map(({ detail }) => detail).join('; ')}
      </td>
      <td>
        <Button
          size="compact-md"
          variant="default"
          aria-label={t('dryRun.tryNamed', { name })}
          onClick={() => onTry(id)}
        >
          {t('dryRun.try')}
        </Button>
      </td>
    </tr>
  );
}
