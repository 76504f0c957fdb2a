import { type JSX, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
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
}

export const HistoryRow = memo(function HistoryRow(props: HistoryRowProps): JSX.Element {
  const { row, index, href, isCurrent } = props;
  const { t } = useTranslation(['history', 'frame']);
  const formats = useFormats();
  return (
    // The head is row 1.
    <tr className={classes.row} aria-rowindex={index + 2} data-current={isCurrent || undefined}>
      <td>
        <Thumbnail key={row.id} id={row.id} hasPicture={row.hasPicture} />
      </td>
      <td className={classes.time}>
        <time dateTime={row.at} title={t('utc', { time: row.at })}>
          {formats.clock(row.at)}
          <span>{formats.day(row.at)}</span>
        </time>
      </td>
      <th scope="row" className={classes.file}>
        <a href={href} aria-current={isCurrent || undefined} title={row.file}>
          {row.file}
        </a>
      </th>
      <td className={classes.part} title={row.serial}>
        {row.serial === '' ? t('none') : row.serial}
      </td>
      <td className={classes.verdict}>
        <VerdictSign verdict={row.effective} size="line" />
        {row.disposition !== 'none' && (
          <span className={classes.said}>
            {row.effective === row.verdict
              ? t(`disposition.${row.disposition}`)
              : t('was', { verdict: t(`frame:verdict.${row.verdict}`) })}
          </span>
        )}
      </td>
      <td className={classes.number}>{formats.count(row.defects)}</td>
      <td className={classes.worst}>
        {row.worst === null ? (
          t('none')
        ) : (
          <>
            {row.worst.className} <strong>{formats.score(row.worst.score)}</strong>
          </>
        )}
      </td>
      <td className={classes.model} title={row.model?.ref}>
        {row.model === null ? t('none') : t(`frame:model.${row.model.kind}`)}
      </td>
      <td className={classes.recipe} title={row.recipe}>
        {row.recipe === '' ? t('none') : row.recipe}
      </td>
      <td className={classes.person} title={row.person}>
        {row.person === '' ? t('none') : row.person}
      </td>
    </tr>
  );
});
