import { TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecipeSchema } from '../../../shared/recipe.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';

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
  const [name, setName] = useState('');
  const [isTried, setIsTried] = useState(false);
  const parsed = RecipeSchema.shape.name.safeParse(name);
  const problem = !parsed.success ? t('new.badName') : taken.includes(name) ? t('new.taken') : null;
  const make = (): void => {
    if (problem === null) onName(name);
    else setIsTried(true);
  };
  return (
    <FormDialog
      title={title}
      size={520}
      submit={t('new.make')}
      cancel={t('cancel')}
      onSubmit={make}
      onClose={onClose}
    >
      <TextInput
        size="md"
        label={t('new.name')}
        description={t('new.nameHint')}
        data-autofocus
        value={name}
        error={isTried ? problem : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
