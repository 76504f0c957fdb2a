import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detection } from '../../../../shared/domain.ts';
import type { HistoryEntry } from '../../../../shared/history-entry.ts';
import { classColour } from '../../../../shared/palette.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import classes from './live-panel.module.css';

/** More lines than this nobody reads while the line runs; all of them are drawn. */
const ROWS = 100;

/** Why the verdict is what it is, in words, and what was found. */
export function Reasons({ entry }: { readonly entry: HistoryEntry }): JSX.Element {
  const { t } = useTranslation(['live', 'inspect']);
  const { reasons, detections, error } = entry;
  return (
    <>
      {error !== null && <ProblemNote title={t('inspect:problem.picture')} problem={error} />}
      {error === null && reasons.length === 0 && detections.length === 0 && (
        <p className={classes.nothing}>{t('inspect:verdict.defects', { count: 0 })}</p>
      )}
      {error === null && reasons.length > 0 && (
        <ol className={classes.reasons} aria-label={t('reasons')}>
          {reasons.map(({ rule, detail, detection }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a judged picture's reasons never change
            <li key={`${rule}-${detection ?? ''}-${place}`}>{detail}</li>
          ))}
        </ol>
      )}
      {detections.length > 0 && <Found detections={detections} />}
    </>
  );
}

function Found({ detections }: { readonly detections: readonly Detection[] }): JSX.Element {
  const { t } = useTranslation(['live', 'inspect']);
  const formats = useFormats();
  return (
    <table className={classes.found}>
      <caption>{t('inspect:verdict.defects', { count: detections.length })}</caption>
      <tbody>
        {detections.slice(0, ROWS).map((detection, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is its name, in the drawing too
          <tr key={index}>
            <td>
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" rx="2" fill={classColour(detection.classId).hex} />
              </svg>
            </td>
            <th scope="row">
              {index + 1} {detection.className}
            </th>
            <td>{formats.score(detection.score)}</td>
            <td>
              {detection.lengthMm === undefined
                ? t('lengthPx', { length: formats.pixels(detection.lengthPx) })
                : t('lengthMm', { length: formats.millimetres(detection.lengthMm) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
