import { Button } from '@mantine/core';
import { type FormEvent, type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import { addFolder, changeFolder, folderName, refreshFolders } from '../../../api/folders.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { PathField } from '../../../ui/path-field.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { AfterwardsFields } from './afterwards-fields.tsx';
import {
  draftOf,
  type FolderFieldProps,
  missingIn,
  NEW_FOLDER,
  settingsOf,
} from './folder-draft.ts';
import classes from './folder-form.module.css';
import { JudgingFields } from './judging-fields.tsx';
import { PartFields } from './part-fields.tsx';

interface FolderFormProps {
  /** The one to change; null for a new one. */
  readonly folder: FolderStatus | null;
  readonly onClose: () => void;
}

/** Everything about one watched folder, with what the station says to it while one types. */
export function FolderForm({ folder, onClose }: FolderFormProps): JSX.Element {
  const { t } = useTranslation('settings');
  const id = useId();
  const before = folder?.settings ?? null;
  const [draft, setDraft] = useState(before === null ? NEW_FOLDER : draftOf(before));
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [isSending, setIsSending] = useState(false);
  const missing = missingIn(draft);
  const fields: FolderFieldProps = {
    draft,
    onChange: (change) => setDraft((now) => ({ ...now, ...change })),
  };

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (missing !== null || isSending) return;
    setIsSending(true);
    try {
      const settings = settingsOf(draft, before);
      await (folder === null ? addFolder(settings) : changeFolder(folder.id, settings));
      await refreshFolders();
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setIsSending(false);
    }
  };

  return (
    <Dialog
      title={
        folder === null ? t('form.addTitle') : t('form.editTitle', { name: folderName(folder) })
      }
      size={980}
      onClose={onClose}
      foot={
        <>
          {missing !== null && (
            <span className={classes.missing}>{t(`form.missing.${missing}`)}</span>
          )}
          <Button variant="default" size="md" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={id} size="md" disabled={missing !== null} loading={isSending}>
            {folder === null ? t('form.add') : t('form.save')}
          </Button>
        </>
      }
    >
      <form id={id} className={classes.form} onSubmit={send}>
        <PathField path={draft.path} onPath={(path) => fields.onChange({ path })} />
        <JudgingFields {...fields} />
        <AfterwardsFields {...fields} />
        <PartFields {...fields} />
      </form>
      {problem !== null && <ProblemNote title={t('form.refused')} problem={problem} />}
    </Dialog>
  );
}
