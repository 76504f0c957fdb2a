import { type JSX, memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classColour } from '../../../shared/palette.ts';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './detection-list.module.css';
import { type Highlight, isSameHighlight, NOTHING_LIT } from './highlight.ts';
import type { DetectionRow, RowGroup } from './rows.ts';
import type { Shown } from './shown.ts';

export interface DetectionListProps {
  readonly groups: readonly RowGroup[];
  readonly shown: Shown;
  readonly threshold: number;
  readonly hovered: Highlight;
  readonly selected: Highlight;
  readonly onHover: (lit: Highlight) => void;
  readonly onSelect: (lit: Highlight) => void;
}

/** What was found, with its size; a line and its drawing light up together. */
export function DetectionList(props: DetectionListProps): JSX.Element {
  const { groups, shown, threshold, hovered, selected, onHover, onSelect } = props;
  const { t } = useTranslation(['inspect', 'frame']);
  const formats = useFormats();
  const below = shown.step === 'judged' ? shown.below : 0;
  const isEmpty = shown.step === 'judged' && groups.length === 0;
  return (
    <section className={classes.list} aria-label={t('list.title')}>
      {groups.map(({ found, rows }) => (
        <div key={found}>
          <h2>
            {found === 'all'
              ? t('list.title')
              : found === 'both'
                ? t('list.both')
                : t('list.only', { model: t(`frame:model.${found}`) })}
            <span>{rows.length}</span>
          </h2>
          <ol>
            {rows.map((row, place) => (
              <Row
                key={row.key}
                row={row}
                number={found === 'all' ? place + 1 : null}
                isHovered={isLit(row, hovered)}
                isSelected={isLit(row, selected)}
                onHover={onHover}
                onSelect={onSelect}
              />
            ))}
          </ol>
        </div>
      ))}
      {isEmpty && (
        <p className={classes.note}>{t('list.none', { threshold: formats.score(threshold) })}</p>
      )}
      {below > 0 && <p className={classes.note}>{t('list.below', { count: below })}</p>}
    </section>
  );
}

/** True when all that the row stands for is lit, or any of it by the pointer in one drawing. */
function isLit({ lit }: DetectionRow, highlight: Highlight): boolean {
  return (
    (lit.yolo !== undefined && lit.yolo === highlight.yolo) ||
    (lit.mask2former !== undefined && lit.mask2former === highlight.mask2former)
  );
}

interface RowProps {
  readonly row: DetectionRow;
  /** As in the drawing; null where two drawings would have two numbers. */
  readonly number: number | null;
  readonly isHovered: boolean;
  readonly isSelected: boolean;
  readonly onHover: (lit: Highlight) => void;
  readonly onSelect: (lit: Highlight) => void;
}

const Row = memo(function Row(props: RowProps): JSX.Element {
  const { row, number, isHovered, isSelected, onHover, onSelect } = props;
  const { detection, scores, lit } = row;
  const { t } = useTranslation('inspect');
  const formats = useFormats();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isSelected) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const length = formats.pixels(detection.lengthPx);
  const width = formats.pixels(detection.widthPx);
  return (
    <li>
      <button
        ref={button}
        type="button"
        className={classes.row}
        data-hovered={isHovered || undefined}
        aria-pressed={isSelected}
        onPointerEnter={() => onHover(lit)}
        onPointerLeave={() => onHover(NOTHING_LIT)}
        onFocus={() => onHover(lit)}
        onBlur={() => onHover(NOTHING_LIT)}
        onClick={() => onSelect(isSelected ? NOTHING_LIT : lit)}
      >
        <svg className={classes.swatch} viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" rx="2" fill={classColour(detection.classId).hex} />
        </svg>
        <span className={classes.number}>{number}</span>
        <strong>{detection.className}</strong>
        <span className={classes.score}>{scores.map(formats.score).join(' · ')}</span>
        <span className={classes.size}>{t('list.size', { length, width })}</span>
        <span className={classes.area}>
          {t('list.area', { area: formats.pixels(detection.areaPx) })}
        </span>
      </button>
    </li>
  );
}, isSameRow);

/** Rows are made anew with every list; what they show decides. */
function isSameRow(before: RowProps, after: RowProps): boolean {
  return (
    before.row.detection === after.row.detection &&
    before.row.scores.join() === after.row.scores.join() &&
    isSameHighlight(before.row.lit, after.row.lit) &&
    before.number === after.number &&
    before.isHovered === after.isHovered &&
    before.isSelected === after.isSelected &&
    before.onHover === after.onHover &&
    before.onSelect === after.onSelect
  );
}
