import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import { changeFolder, folderName, refreshFolders } from '../../../api/folders.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { recipesQuery } from '../../../api/recipes.ts';
import { useRight } from '../../../api/session.ts';
import { usePreferences } from '../../../ui/preferences.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { RightNote } from '../../../ui/right-note.tsx';
import classes from './first-steps.module.css';

interface RecipeStepProps {
  readonly folder: FolderStatus;
  readonly onActed: () => void;
}

/** What the folder's pictures are judged by; from then on they are. */
export function RecipeStep({ folder, onActed }: RecipeStepProps): JSX.Element {
  const { t } = useTranslation('firstSteps');
  const [, prefer] = usePreferences();
  const mayChange = useRight('folders') === true;
  const { data } = useQuery(recipesQuery);
  const names = data?.recipes.map(({ name }) => name) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const recipe = chosen ?? names[0] ?? '';
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [isSending, setIsSending] = useState(false);

  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsSending(true);
    try {
      onActed();
      await changeFolder(folder.id, { recipe, enabled: true });
      prefer({ live: true });
      await refreshFolders();
    } catch (error) {
      setProblem(toProblem(error));
      setIsSending(false);
    }
  };

  return (
    <form className={classes.form} onSubmit={begin}>
      <NativeSelect
        size="md"
        label={t('recipe.label', { folder: folderName(folder) })}
        value={recipe}
        data={names}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Button type="submit" size="md" disabled={!mayChange || recipe === ''} loading={isSending}>
        {t('recipe.action')}
      </Button>
      <a href="#/recipes">{t('recipe.own')}</a>
      <RightNote right="folders" />
      {problem !== null && <ProblemNote title={t('refused')} problem={problem} />}
    </form>
  );
}
