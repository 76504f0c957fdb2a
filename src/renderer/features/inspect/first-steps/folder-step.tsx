import { Button } from '@mantine/core';
import { type FormEvent, type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addFolder, refreshFolders } from '../../../api/folders.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { useRight } from '../../../api/session.ts';
import { PathField } from '../../../ui/path-field.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { RightNote } from '../../../ui/right-note.tsx';
import classes from './first-steps.module.css';

/** Where the camera puts its pictures. */
export function FolderStep({ onActed }: { readonly onActed: () => void }): JSX.Element {
  const { t } = useTranslation('firstSteps');
  const mayAdd = useRight('folders') === true;
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [isSending, setIsSending] = useState(false);

  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsSending(true);
    try {
      onActed();
      // Switched off until its recipe is chosen: a picture is judged once, and by that.
      await addFolder({ path: path.trim(), enabled: false });
      await refreshFolders();
    } catch (error) {
      setProblem(toProblem(error));
      setIsSending(false);
    }
  };

  return (
    <form className={classes.form} onSubmit={add}>
      <PathField path={path} onPath={setPath} />
      <Button type="submit" size="md" disabled={!mayAdd || path.trim() === ''} loading={isSending}>
        {t('folder.action')}
      </Button>
      <RightNote right="folders" />
      {problem !== null && <ProblemNote title={t('refused')} problem={problem} />}
    </form>
  );
}
