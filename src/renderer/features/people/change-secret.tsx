import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Person, SHORTEST_SECRET } from '../../../shared/people.ts';
import { toProblem } from '../../api/problem.ts';
import { changeSecret } from '../../api/session.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './people.module.css';

export interface ChangeSecretProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** One's own PIN or password, by who knows the old one. */
export function ChangeSecret({ person, onClose }: ChangeSecretProps): JSX.Element {
  const { t } = useTranslation('people');
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changeSecret(old, next),
    networkMode: 'always',
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={t('secret.title')}
      size={460}
      submit={t('secret.save')}
      className={classes.form}
      isSending={change.isPending}
      isComplete={old !== '' && next !== ''}
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <TextInput
        size="md"
        type="password"
        label={t('field.oldSecret')}
        autoComplete="current-password"
        maxLength={200}
        data-autofocus
        value={old}
        onChange={(event) => setOld(event.currentTarget.value)}
      />
      <TextInput
        size="md"
        type="password"
        label={t('field.newSecret')}
        description={t('secret.hint', { count: SHORTEST_SECRET[person.role] })}
        autoComplete="new-password"
        maxLength={200}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      {change.isError && (
        <ProblemNote title={t('secret.failed')} problem={toProblem(change.error)} />
      )}
    </FormDialog>
  );
}
