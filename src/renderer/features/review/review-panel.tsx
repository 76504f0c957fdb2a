import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../shared/domain.ts';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import type { RequestProblem } from '../../api/problem.ts';
import type { Comparing } from '../../ui/comparison/use-comparing.ts';
import { CorrectLink } from '../../ui/correct-link.tsx';
import { fileName } from '../../ui/file-name.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RightNote } from '../../ui/right-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import classes from './review-panel.module.css';

export interface ReviewPanelProps {
  readonly entry: HistoryEntry;
  /** The verdict that counts since; null while it waits. */
  readonly decided: Verdict | null;
  readonly comparing: Comparing;
  readonly mayDispose: boolean;
  readonly canUndo: boolean;
  readonly problem: RequestProblem | null;
  readonly onDecide: (verdict: 'ok' | 'ng') => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onUndo: () => void;
}

/** Why the picture is here, and what a person says to it. */
export function ReviewPanel(props: ReviewPanelProps): JSX.Element {
  const { entry, decided, comparing, mayDispose, canUndo, problem, onDecide, onStep, onUndo } =
    props;
  const { t } = useTranslation(['review', 'frame']);
  const formats = useFormats();
  const opinion = comparing.shown ?? entry.comparisons.at(-1) ?? null;
  return (
    <aside className={classes.side} aria-label={t('decision')}>
      <VerdictSign verdict={decided ?? entry.verdict} size="hall" />
      <p className={classes.part}>
        <strong title={entry.file}>{entry.part?.serial ?? fileName(entry.file)}</strong>
        <time dateTime={entry.at}>{formats.moment(entry.at)}</time>
      </p>
      {decided !== null && (
        <p className={classes.change}>
          {t('before')} <VerdictSign verdict={entry.verdict} size="line" /> {t('after')}{' '}
          <VerdictSign verdict={decided} size="line" />
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('here')}>
        {entry.error !== null && <ProblemNote title={t('notJudged')} problem={entry.error} />}
        {opinion !== null && opinion.verdict !== entry.verdict && (
          <p className={classes.disagreement}>
            {t('disagreement', { model: t(`frame:model.${opinion.model.kind}`) })}{' '}
            <VerdictSign verdict={opinion.verdict} size="line" />
          </p>
        )}
        <ul className={classes.reasons}>
          {entry.reasons.map(({ rule, detail }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a judged picture's reasons never change
            <li key={`${rule}-${place}`}>{detail}</li>
          ))}
        </ul>
        {entry.model !== null && (
          <p className={classes.model}>
            {t('found', { count: entry.detections.length, model: entry.model.ref })}
          </p>
        )}
      </section>
      <div className={classes.actions}>
        <Choice label={t('accept')} sign="A" isOff={!mayDispose} onClick={() => onDecide('ok')} />
        <Choice label={t('confirm')} sign="N" isOff={!mayDispose} onClick={() => onDecide('ng')} />
        <Choice label={t('previous')} sign="←" onClick={() => onStep(-1)} />
        <Choice label={t('next')} sign="→" onClick={() => onStep(1)} />
        <Choice
          label={t('compare')}
          sign="C"
          isOff={!comparing.isPossible}
          isBusy={comparing.isAsking}
          onClick={comparing.toggle}
        />
        <Choice label={t('undo')} sign="Z" isOff={!mayDispose || !canUndo} onClick={onUndo} />
        <div className={classes.note}>
          <CorrectLink id={entry.id} />
          <RightNote right="dispose" />
          {problem !== null && <ProblemNote title={t('notSaid')} problem={problem} />}
          {comparing.problem !== null && (
            <ProblemNote title={t('notCompared')} problem={comparing.problem} />
          )}
        </div>
      </div>
    </aside>
  );
}

function Choice(props: {
  readonly label: string;
  /** What is printed on the key. */
  readonly sign: string;
  readonly isOff?: boolean;
  readonly isBusy?: boolean;
  readonly onClick: () => void;
}): JSX.Element {
  const { label, sign, isOff = false, isBusy = false, onClick } = props;
  return (
    <Button
      className={classes.action ?? ''}
      variant="default"
      disabled={isOff}
      loading={isBusy}
      onClick={onClick}
    >
      {label} <kbd>{sign}</kbd>
    </Button>
  );
}
