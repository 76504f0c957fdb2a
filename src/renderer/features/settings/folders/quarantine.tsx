import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { folderQuery, refreshFolders, retryFolder } from '../../../api/folders.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import classes from './quarantine.module.css';

/** The files of a folder that stay broken, each with its reason; they can be tried once more. */
export function Quarantine({ id }: { readonly id: string }): JSX.Element {
  const { t } = useTranslation('settings');
  const formats = useFormats();
  const folder = useQuery(folderQuery(id));
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const retry = async (): Promise<void> => {
    try {
      await retryFolder(id);
      setProblem(null);
    } catch (error) {
      setProblem(toProblem(error));
    }
    await refreshFolders();
  };
  if (folder.isPending) return <p role="status">{t('folder.loading')}</p>;
  if (folder.isError) {
    return <ProblemNote title={t('folder.failed')} problem={toProblem(folder.error)} />;
  }
  return (
    <div className={classes.quarantine}>
      <p>{t('quarantine.hint')}</p>
      <ul>
        {folder.data.quarantine.map(({ relativePath, reason, tries, at }) => (
          <li key={relativePath}>
            <strong>{relativePath}</strong>
            <span>{reason}</span>
            <small title={at}>
              {t('quarantine.tries', { count: tries, at: formats.date(at) })}
            </small>
          </li>
        ))}
      </ul>
      <Button variant="default" size="md" onClick={retry}>
        {t('quarantine.retry')}
      </Button>
      {problem !== null && <ProblemNote title={t('quarantine.notTried')} problem={problem} />}
    </div>
  );
}
