import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecipeSchema } from '../../../shared/recipe.ts';
import { Dialog } from '../../ui/dialog.tsx';

export interface NewDialogProps {
  readonly title: string;
  /** Names that are given already. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onName: (name: string) => void;
}

/** Asks for the name of a new recipe. */
export function NewDialog({ title, taken, onClose, onName }: NewDialogProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const id = useId();
  const [name, setName] = useState('');
  const [isTried, setIsTried] = useState(false);
  const parsed = RecipeSchema.shape.name.safeParse(name);
  const problem = !parsed.success ? t('new.badName') : taken.includes(name) ? t('new.taken') : null;
  const make = (event: FormEvent): void => {
    event.preventDefault();
    if (problem === null) onName(name);
    else setIsTried(true);
  };
  return (
    <Dialog
      title={title}
      size={520}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" size="md" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={id} size="md">
            {t('new.make')}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={make}>
        <TextInput
          size="md"
          label={t('new.name')}
          description={t('new.nameHint')}
          data-autofocus
          value={name}
          error={isTried ? problem : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
