import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detection } from '../../../shared/domain.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { classColour } from '../../../shared/palette.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './found.module.css';

export interface FoundProps {
  readonly entry: HistoryEntry;
  readonly detections: readonly Detection[];
  readonly isWeakShown: boolean;
  readonly onWeakShown: (shown: boolean) => void;
  readonly hovered: number | null;
  readonly selected: number | null;
  readonly onHover: (index: number | null) => void;
  readonly onSelect: (index: number | null) => void;
}

/** Thousands in a list would hold the page up for seconds, and nobody reads them. */
const AT_ONCE = 200;

/** Why the verdict is what it is, and each detection with its measures. */
export function Found(props: FoundProps): JSX.Element {
  const { entry, detections, isWeakShown, onWeakShown, hovered, selected, onHover, onSelect } =
    props;
  const { t } = useTranslation('history');
  const formats = useFormats();
  const weak = entry.weakDetections.length;
  const [limit, setLimit] = useState(AT_ONCE);
  // Also the one that was picked in the picture, wherever in the list it is.
  const shown = [...detections.entries()].filter(([index]) => index < limit || index === selected);
  const left = detections.length - limit;
  return (
    <section className={classes.found} aria-label={t('found.title')}>
      {entry.error !== null && <ProblemNote title={t('found.notJudged')} problem={entry.error} />}
      <h3>{t('found.reasons')}</h3>
      {entry.reasons.length === 0 && <p className={classes.quiet}>{t('found.noReason')}</p>}
      <ul className={classes.reasons}>
        {entry.reasons.map((reason) => (
          <li key={`${reason.rule} ${reason.detail}`}>{reason.detail}</li>
        ))}
      </ul>
      <h3>{t('found.detections', { count: detections.length })}</h3>
      <ol className={classes.list}>
        {shown.map(([index, detection]) => (
          <li key={`${detection.classId} ${detection.score} ${detection.box.join()}`}>
            <button
              type="button"
              data-hovered={index === hovered || undefined}
              aria-pressed={index === selected}
              onPointerEnter={() => onHover(index)}
              onPointerLeave={() => onHover(null)}
              onFocus={() => onHover(index)}
              onBlur={() => onHover(null)}
              onClick={() => onSelect(index === selected ? null : index)}
            >
              <svg className={classes.swatch} viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" rx="2" fill={classColour(detection.classId).hex} />
              </svg>
              <span>{index + 1}</span>
              <strong>{detection.className}</strong>
              <Measures detection={detection} />
            </button>
          </li>
        ))}
      </ol>
      {left > 0 && (
        <Button variant="default" size="md" onClick={() => setLimit(limit + AT_ONCE)}>
          {t('found.more', { count: left, number: formats.count(left) })}
        </Button>
      )}
      {weak > 0 && (
        <Button
          variant="default"
          size="md"
          aria-pressed={isWeakShown}
          onClick={() => onWeakShown(!isWeakShown)}
        >
          {t(isWeakShown ? 'found.weakHide' : 'found.weakShow', { count: weak })}
        </Button>
      )}
    </section>
  );
}

function Measures({ detection }: { readonly detection: Detection }): JSX.Element {
  const { t } = useTranslation('history');
  const formats = useFormats();
  const { lengthMm, widthMm } = detection;
  return (
    <>
      <span className={classes.score}>{formats.score(detection.score)}</span>
      <span className={classes.size}>
        {lengthMm !== undefined &&
          widthMm !== undefined &&
          `${t('found.millimetres', {
            length: formats.millimetres(lengthMm),
            width: formats.millimetres(widthMm),
          })} · `}
        {t('found.pixels', {
          length: formats.pixels(detection.lengthPx),
          width: formats.pixels(detection.widthPx),
        })}
      </span>
    </>
  );
}
