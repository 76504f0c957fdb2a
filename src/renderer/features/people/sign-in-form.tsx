import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { signIn } from '../../api/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './people.module.css';

export interface SignInFormProps {
  /** Who it probably is. */
  readonly name: string;
  /** Another way out, beside the button. */
  readonly children?: ReactNode;
}

/** Name and PIN; a refusal keeps the name and empties the PIN. */
export function SignInForm({ name: probable, children }: SignInFormProps): JSX.Element {
  const { t } = useTranslation('people');
  const [name, setName] = useState(probable);
  const [secret, setSecret] = useState('');
  const enter = useMutation({
    mutationFn: () => signIn(name, secret),
    networkMode: 'always',
    onError: () => setSecret(''),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <TextInput
        size="lg"
        label={t('field.name')}
        autoComplete="username"
        data-autofocus={probable === '' || undefined}
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="lg"
        type="password"
        label={t('field.secret')}
        autoComplete="current-password"
        data-autofocus={probable !== '' || undefined}
        required
        maxLength={200}
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      {enter.isError && <ProblemNote title={t('signIn.failed')} problem={toProblem(enter.error)} />}
      <div className={classes.buttons}>
        {children}
        <Button
          type="submit"
          size="lg"
          loading={enter.isPending}
          disabled={name.trim() === '' || secret === ''}
        >
          {t('signIn.open')}
        </Button>
      </div>
    </form>
  );
}
