import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Person, SHORTEST_SECRET } from '../../../shared/people.ts';
import { toProblem } from '../../api/problem.ts';
import { changeSecret } from '../../api/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './people.module.css';

export interface ChangeSecretProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** One's own PIN or password, by who knows the old one. */
export function ChangeSecret({ person, onClose }: ChangeSecretProps): JSX.Element {
  const { t } = useTranslation('people');
  const form = useId();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changeSecret(old, next),
    networkMode: 'always',
    onSuccess: onClose,
  });
  return (
    <Dialog
      title={t('secret.title')}
      size={460}
      onClose={onClose}
      foot={
        <Button
          type="submit"
          form={form}
          size="md"
          loading={change.isPending}
          disabled={old === '' || next === ''}
        >
          {t('secret.save')}
        </Button>
      }
    >
      <form
        id={form}
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
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
      </form>
    </Dialog>
  );
}
