import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import { foldersQuery, useFolderEvents } from '../../../api/folders.ts';
import { toProblem } from '../../../api/problem.ts';
import { useRight } from '../../../api/session.ts';
import { Icon } from '../../../ui/icons.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Topic } from '../topic.tsx';
import { FolderCard } from './folder-card.tsx';
import { FolderForm } from './folder-form.tsx';
import classes from './folders-topic.module.css';
import { RemoveFolder } from './remove-folder.tsx';

type Opened =
  | { readonly what: 'form'; readonly folder: FolderStatus | null }
  | { readonly what: 'removal'; readonly folder: FolderStatus };

/** The watched folders, how each is doing, and all that can be done with them. */
export function FoldersTopic(): JSX.Element {
  const { t } = useTranslation('settings');
  const mayChange = useRight('folders') === true;
  const [opened, setOpened] = useState<Opened | null>(null);
  useFolderEvents();
  const folders = useQuery(foldersQuery);
  const close = (): void => setOpened(null);
  return (
    <Topic
      name="folders"
      title={t('topic.folders')}
      action={
        <Button
          size="md"
          disabled={!mayChange}
          leftSection={<Icon name="plus" size={20} />}
          onClick={() => setOpened({ what: 'form', folder: null })}
        >
          {t('folder.add')}
        </Button>
      }
    >
      {folders.isPending && <p role="status">{t('folder.loading')}</p>}
      {folders.isError && (
        <ProblemNote title={t('folder.failed')} problem={toProblem(folders.error)} />
      )}
      {folders.data?.folders.length === 0 && <p className={classes.none}>{t('folder.none')}</p>}
      <ul className={classes.list} aria-label={t('topic.folders')}>
        {folders.data?.folders.map((folder) => (
          <FolderCard
            key={folder.id}
            folder={folder}
            mayChange={mayChange}
            onEdit={() => setOpened({ what: 'form', folder })}
            onRemove={() => setOpened({ what: 'removal', folder })}
          />
        ))}
      </ul>
      {opened?.what === 'form' && <FolderForm folder={opened.folder} onClose={close} />}
      {opened?.what === 'removal' && <RemoveFolder folder={opened.folder} onClose={close} />}
    </Topic>
  );
}
