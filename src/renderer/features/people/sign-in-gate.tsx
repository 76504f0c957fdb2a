import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment, type JSX, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goOnUnsigned, sessionQuery } from '../../api/session.ts';
import { closeSignIn, useSignInReason } from '../../api/sign-in.ts';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './people.module.css';
import { SignInForm } from './sign-in-form.tsx';

/**
 * The screen, or the way to it where this station shows nothing to who is not signed in. A session
 * that ends asks again over the screen, which keeps what was typed; another person finds it anew.
 */
export function SignInGate({ children }: { readonly children: ReactNode }): JSX.Element {
  const { data: session, isPending } = useQuery(sessionQuery);
  const { t } = useTranslation('frame');
  const personId = session?.person?.id ?? null;
  const [last, setLast] = useState({ personId, generation: 0 });
  if (personId !== null && personId !== last.personId) {
    const isAnother = last.personId !== null;
    setLast({ personId, generation: last.generation + (isAnother ? 1 : 0) });
  }
  if (isPending) return <p role="status">{t('loading')}</p>;
  if (session !== undefined && session.role === null) return <SignInScreen />;
  return <Fragment key={last.generation}>{children}</Fragment>;
}

function SignInScreen(): JSX.Element {
  const { t } = useTranslation('people');
  return (
    <main className={classes.screen}>
      <div className={classes.sheet}>
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.whole')}</p>
        <SignInForm name="" />
      </div>
    </main>
  );
}

/** Asks who is there, over whatever is shown. */
export function SignInDialog(): JSX.Element | null {
  const { t } = useTranslation('people');
  const reason = useSignInReason();
  const { data: session } = useQuery(sessionQuery);
  if (reason === null || session?.role === null) return null;
  const close = (): void => {
    // The page still showed what only the person may see.
    if (reason === 'ended') void goOnUnsigned().catch(closeSignIn);
    else closeSignIn();
  };
  return (
    <Dialog title={t('signIn.title')} size={460} onClose={close}>
      <p className={classes.why}>{t(`signIn.${reason}`)}</p>
      <SignInForm name={reason === 'ended' ? (session?.person?.name ?? '') : ''}>
        <Button variant="default" size="lg" onClick={close}>
          {t('signIn.without')}
        </Button>
      </SignInForm>
    </Dialog>
  );
}
