import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import { folderName, refreshFolders, removeFolder } from '../../../api/folders.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';

export interface RemoveFolderProps {
  readonly folder: FolderStatus;
  readonly onClose: () => void;
}

/** Asks before a folder is watched no longer. */
export function RemoveFolder({ folder, onClose }: RemoveFolderProps): JSX.Element {
  const { t } = useTranslation('settings');
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const remove = async (): Promise<void> => {
    try {
      await removeFolder(folder.id);
      await refreshFolders();
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  return (
    <Dialog
      title={t('removal.title', { name: folderName(folder) })}
      size={560}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" size="md" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button size="md" onClick={remove}>
            {t('removal.remove')}
          </Button>
        </>
      }
    >
      <p>{t('removal.what')}</p>
      {problem !== null && <ProblemNote title={t('removal.failed')} problem={problem} />}
    </Dialog>
  );
}
