import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../../shared/recipe.ts';
import { diffRecipes } from '../../../shared/recipes/diff.ts';
import type { RecipeRevision } from '../../../shared/recipes/revision.ts';
import { type RequestProblem, toProblem } from '../../api/problem.ts';
import { saveRecipe } from '../../api/recipes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ChangeTable } from './change-table.tsx';
import classes from './recipes-screen.module.css';

export interface SaveDialogProps {
  readonly title: string;
  readonly recipe: Recipe;
  /** The newest revision that the station has; null for a new recipe. */
  readonly newest: RecipeRevision | null;
  /** The revision that the changes began from. */
  readonly base: number;
  /** What the note says unless somebody says more. */
  readonly note?: string;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

interface Warned {
  readonly revision: number;
  readonly warnings: readonly string[];
}

/** Says what a new revision changes, asks why, and saves it. */
export function SaveDialog(props: SaveDialogProps): JSX.Element {
  const { title, recipe, newest, base, onClose, onSaved } = props;
  const { t } = useTranslation('recipes');
  const id = useId();
  const [note, setNote] = useState(props.note ?? '');
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [warned, setWarned] = useState<Warned | null>(null);
  const changes = newest === null ? [] : diffRecipes(newest.document, recipe);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isSending) return;
    setIsSending(true);
    try {
      const { revision, warnings } = await saveRecipe(recipe, note.trim());
      if (warnings.length === 0) onSaved();
      else setWarned({ revision: revision.revision, warnings });
    } catch (error) {
      setProblem(toProblem(error));
      setIsSending(false);
    }
  };
  if (warned !== null) return <Warnings title={title} warned={warned} onClose={onSaved} />;
  return (
    <Dialog
      title={title}
      size={760}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" size="md" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={id} size="md" loading={isSending}>
            {t('save.save', { revision: (newest?.revision ?? 0) + 1 })}
          </Button>
        </>
      }
    >
      <form id={id} className={classes.saveForm} onSubmit={save}>
        <TextInput
          size="md"
          label={t('save.note')}
          description={t('save.noteHint')}
          maxLength={500}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {newest !== null && base < newest.revision && (
          <p className={classes.warning}>{t('save.newer', { revision: newest.revision, base })}</p>
        )}
        {changes.length > 0 && <ChangeTable caption={t('save.changes')} changes={changes} />}
      </form>
      {problem !== null && <ProblemNote title={t('save.failed')} problem={problem} />}
    </Dialog>
  );
}

/** It is saved; what to know of it all the same waits until it was read. */
function Warnings(props: {
  readonly title: string;
  readonly warned: Warned;
  readonly onClose: () => void;
}): JSX.Element {
  const { title, warned, onClose } = props;
  const { t } = useTranslation('recipes');
  return (
    <Dialog
      title={title}
      size={760}
      onClose={onClose}
      foot={
        <Button size="md" data-autofocus onClick={onClose}>
          {t('save.close')}
        </Button>
      }
    >
      <div className={classes.warning} role="alert">
        <p>{t('save.warned', { revision: warned.revision })}</p>
        <ul>
          {warned.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
