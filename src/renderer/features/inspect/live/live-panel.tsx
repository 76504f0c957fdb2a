import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import type { HistoryEntry } from '../../../../shared/history-entry.ts';
import { folderName } from '../../../api/folders.ts';
import type { RequestProblem } from '../../../api/problem.ts';
import type { Comparing } from '../../../ui/comparison/use-comparing.ts';
import { fileName } from '../../../ui/file-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { VerdictSign } from '../../../ui/verdict-sign.tsx';
import side from '../side-panel.module.css';
import { DayFigures } from './day-figures.tsx';
import classes from './live-panel.module.css';
import { Reasons } from './reasons.tsx';
import { SaidLine } from './said-line.tsx';
import type { Disposing } from './use-disposing.ts';

export interface LivePanelProps {
  readonly entry: HistoryEntry | null;
  /** Why there is no entry. */
  readonly problem: RequestProblem | null;
  readonly mayDispose: boolean;
  readonly disposing: Disposing;
  readonly onConfirm: () => void;
  readonly onOverride: () => void;
  readonly comparing: Comparing;
  readonly onCompare: () => void;
  readonly folders: readonly FolderStatus[];
}

/** The verdict that counts, why, what a person can say, and the day so far. */
export function LivePanel(props: LivePanelProps): JSX.Element {
  const { entry, problem, mayDispose, disposing, comparing, folders } = props;
  const { onConfirm, onOverride, onCompare } = props;
  const { t } = useTranslation(['live', 'inspect', 'frame', 'review']);
  const { said } = disposing;
  return (
    <aside className={side.side} aria-label={t('inspect:verdict.region')}>
      {entry !== null && <Verdict entry={entry} folders={folders} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={side.scroll} tabIndex={0} aria-label={t('reasons')}>
        {problem !== null && <ProblemNote title={t('entryFailed')} problem={problem} />}
        {entry !== null && <Reasons entry={entry} />}
      </section>
      <div className={classes.actions}>
        <Button
          className={classes.action ?? ''}
          disabled={!mayDispose || entry === null}
          onClick={onConfirm}
        >
          {t('confirm')} <kbd>{t('confirmKey')}</kbd>
        </Button>
        <Button
          className={classes.action ?? ''}
          variant="default"
          disabled={!mayDispose || entry === null}
          onClick={onOverride}
        >
          {t('override')} <kbd>{t('overrideKey')}</kbd>
        </Button>
        <Button
          className={`${classes.action} ${classes.wide}`}
          variant="default"
          disabled={!comparing.isPossible}
          loading={comparing.isAsking}
          onClick={onCompare}
        >
          {t('review:compare')} <kbd>{t('compareKey')}</kbd>
        </Button>
        {!mayDispose && <p className={classes.note}>{t('signIn')}</p>}
        <SaidLine said={said} onUndo={disposing.undo} />
        {comparing.problem !== null && (
          <div className={classes.note}>
            <ProblemNote title={t('review:notCompared')} problem={comparing.problem} />
          </div>
        )}
        {disposing.problem !== null && (
          <div className={classes.note}>
            <ProblemNote title={t('notSaid')} problem={disposing.problem} />
          </div>
        )}
      </div>
      <DayFigures />
    </aside>
  );
}

function Verdict(props: {
  readonly entry: HistoryEntry;
  readonly folders: readonly FolderStatus[];
}): JSX.Element {
  const { entry, folders } = props;
  const { t } = useTranslation(['live', 'inspect', 'frame']);
  const word = t(`frame:verdict.${entry.effective}`);
  const { source, part } = entry;
  const folder =
    source.kind === 'folder' ? folders.find(({ id }) => id === source.folderId) : undefined;
  return (
    <section className={classes.verdict}>
      <p className="visually-hidden" role="status">
        {t('inspect:verdict.announce', { name: entry.file, verdict: word })}
      </p>
      <VerdictSign verdict={entry.effective} size="hall" />
      <p className={classes.part}>
        <strong title={entry.file}>{part?.serial ?? fileName(entry.file)}</strong>
        {folder !== undefined && <span>{folderName(folder)}</span>}
      </p>
      {entry.disposition !== 'none' && (
        <p className={classes.said}>
          {t(`disposition.${entry.disposition}`, {
            verdict: t(`frame:verdict.${entry.verdict}`),
          })}
        </p>
      )}
    </section>
  );
}
