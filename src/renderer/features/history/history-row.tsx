import type { TFunction } from 'i18next';
import { Fragment, type JSX, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { Formats } from '../../ui/format.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import type { Column } from './columns.ts';
import classes from './history-table.module.css';
import type { ListRow } from './list-row.ts';
import { Thumbnail } from './thumbnail.tsx';

export interface HistoryRowProps {
  readonly row: ListRow;
  /** From 0, in the list. */
  readonly index: number;
  /** Where a click goes; the whole row is the link. */
  readonly href: string;
  readonly isCurrent: boolean;
  readonly isPicked: boolean;
  readonly columns: readonly Column[];
  readonly onPick: (index: number, range: boolean) => void;
}

export const HistoryRow = memo(function HistoryRow(props: HistoryRowProps): JSX.Element {
  const { row, index, isCurrent, isPicked, columns, onPick } = props;
  const { t } = useTranslation(['history', 'frame']);
  const formats = useFormats();
  return (
    // The head is row 1.
    <tr
      className={classes.row}
      aria-rowindex={index + 2}
      data-current={isCurrent || undefined}
      data-picked={isPicked || undefined}
    >
      <td className={classes.pick}>
        <label>
          <input
            type="checkbox"
            aria-label={t('pick', { file: row.file })}
            checked={isPicked}
            // The click knows of Shift; the change does not.
            onClick={(event) => onPick(index, event.shiftKey)}
            onChange={() => undefined}
          />
        </label>
      </td>
      {columns.map((column) => (
        <Fragment key={column}>{cellOf(column, props, t, formats)}</Fragment>
      ))}
    </tr>
  );
});

/** No component of its own: ten a row that each ask for words would be felt in a fast scroll. */
function cellOf(
  column: Column,
  { row, href, isCurrent }: HistoryRowProps,
  t: TFunction<['history', 'frame']>,
  formats: Formats,
): JSX.Element {
  switch (column) {
    case 'thumbnail':
      return (
        <td>
          <Thumbnail key={row.id} id={row.id} hasPicture={row.hasPicture} />
        </td>
      );
    case 'time':
      return (
        <td className={classes.time}>
          <time dateTime={row.at} title={t('utc', { time: row.at })}>
            {formats.clock(row.at)}
            <span>{formats.day(row.at)}</span>
          </time>
        </td>
      );
    case 'file':
      return (
        <th scope="row" className={classes.file}>
          <a href={href} aria-current={isCurrent || undefined} title={row.file}>
            {row.file}
          </a>
        </th>
      );
    case 'verdict':
      return (
        <td className={classes.verdict}>
          <VerdictSign verdict={row.effective} size="line" />
          {row.disposition !== 'none' && (
            <span className={classes.said}>
              {row.effective === row.verdict
                ? t(`disposition.${row.disposition}`)
                : t('was', { verdict: t(`frame:verdict.${row.verdict}`) })}
            </span>
          )}
          {row.corrected && <span className={classes.said}>{t('corrected')}</span>}
        </td>
      );
    case 'number':
      return <td className={classes.number}>{formats.count(row.defects)}</td>;
    case 'worst':
      return (
        <td className={classes.worst}>
          {row.worst === null ? (
            t('none')
          ) : (
            <>
              {row.worst.className} <strong>{formats.score(row.worst.score)}</strong>
            </>
          )}
        </td>
      );
    case 'model':
      return (
        <td className={classes.model} title={row.model?.ref}>
          {row.model === null ? t('none') : t(`frame:model.${row.model.kind}`)}
        </td>
      );
    case 'part':
      return (
        <td className={classes.part} title={row.serial}>
          {row.serial === '' ? t('none') : row.serial}
        </td>
      );
    case 'recipe':
      return (
        <td className={classes.recipe} title={row.recipe}>
          {row.recipe === '' ? t('none') : row.recipe}
        </td>
      );
    case 'person':
      return (
        <td className={classes.person} title={row.person}>
          {row.person === '' ? t('none') : row.person}
        </td>
      );
    default:
      return assertNever(column);
  }
}
