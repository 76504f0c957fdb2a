import { Button } from '@mantine/core';
import { type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import { changeFolder, folderName, refreshFolders } from '../../../api/folders.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import classes from './folder-card.module.css';
import { Quarantine } from './quarantine.tsx';

export interface FolderCardProps {
  readonly folder: FolderStatus;
  readonly mayChange: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One watched folder: where it is, how it is doing, what waits and what stays broken. */
export function FolderCard({ folder, mayChange, onEdit, onRemove }: FolderCardProps): JSX.Element {
  const { t } = useTranslation(['settings', 'frame']);
  const formats = useFormats();
  const title = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const { settings, state, queue, counts } = folder;
  const name = folderName(folder);
  const broken = counts.quarantined;

  const toggle = async (): Promise<void> => {
    try {
      await changeFolder(folder.id, { enabled: !settings.enabled });
      setProblem(null);
    } catch (error) {
      setProblem(toProblem(error));
    }
    await refreshFolders();
  };

  return (
    <li className={classes.card} aria-labelledby={title}>
      <div className={classes.head}>
        <div className={classes.names}>
          <h3 id={title}>{name}</h3>
          <code title={settings.path}>{settings.path}</code>
        </div>
        <strong className={classes.state} data-state={state}>
          <i aria-hidden="true" />
          {t(`folder.state.${state}`)}
        </strong>
      </div>
      {folder.problem !== null && <p className={classes.problem}>{folder.problem}</p>}
      <dl className={classes.facts}>
        <div>
          <dt>{t('folder.queue')}</dt>
          <dd>
            {t(queue.more ? 'folder.waitingMore' : 'folder.waiting', { count: queue.waiting })}
            {queue.oldestMs !== null &&
              ` ${t('folder.oldest', { age: formats.duration(queue.oldestMs) })}`}
          </dd>
        </div>
        <div>
          <dt>{t('folder.judged')}</dt>
          <dd>
            {(['ok', 'ng', 'review', 'error'] as const)
              .map((verdict) => `${t(`frame:verdict.${verdict}`)} ${counts.judged[verdict]}`)
              .join(' · ')}
          </dd>
        </div>
        <div>
          <dt>{t('folder.recipe')}</dt>
          <dd>{settings.recipe ?? t('folder.recipeInForce')}</dd>
        </div>
        <div>
          <dt>{t('folder.afterwards')}</dt>
          <dd>{t(`folder.after.${settings.afterwards.kind}`)}</dd>
        </div>
      </dl>
      <div className={classes.actions}>
        {/* aria-label: several folders have these buttons. */}
        <Button
          variant="default"
          size="md"
          disabled={!mayChange}
          aria-label={t('folder.editOf', { name })}
          onClick={onEdit}
        >
          {t('folder.edit')}
        </Button>
        <Button
          variant="default"
          size="md"
          disabled={!mayChange}
          aria-label={t(settings.enabled ? 'folder.pauseOf' : 'folder.resumeOf', { name })}
          onClick={toggle}
        >
          {t(settings.enabled ? 'folder.pause' : 'folder.resume')}
        </Button>
        <Button
          variant="default"
          size="md"
          disabled={!mayChange}
          aria-label={t('folder.removeOf', { name })}
          onClick={onRemove}
        >
          {t('folder.remove')}
        </Button>
        {broken > 0 && (
          <Button
            variant="default"
            size="md"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {t('folder.quarantined', { count: broken })}
          </Button>
        )}
      </div>
      {isOpen && broken > 0 && <Quarantine id={folder.id} />}
      {problem !== null && <ProblemNote title={t('folder.notChanged')} problem={problem} />}
    </li>
  );
}
