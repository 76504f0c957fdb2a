import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../../shared/people.ts';
import { removePerson } from '../../../api/people.ts';
import { toProblem } from '../../../api/problem.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';

export interface RemovePersonProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Asks before somebody can no longer sign in. */
export function RemovePerson({ person, onClose }: RemovePersonProps): JSX.Element {
  const { t } = useTranslation('people');
  const remove = useMutation({
    mutationFn: () => removePerson(person.id),
    networkMode: 'always',
    onSuccess: onClose,
  });
  return (
    <Dialog
      title={t('removal.title', { name: person.name })}
      size={520}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" size="md" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button size="md" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('removal.remove')}
          </Button>
        </>
      }
    >
      <p>{t('removal.what', { name: person.name })}</p>
      {remove.isError && (
        <ProblemNote title={t('removal.failed')} problem={toProblem(remove.error)} />
      )}
    </Dialog>
  );
}
