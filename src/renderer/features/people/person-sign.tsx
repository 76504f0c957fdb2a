import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/people.ts';
import { toProblem } from '../../api/problem.ts';
import { sessionQuery, signOut } from '../../api/session.ts';
import { askToSignIn } from '../../api/sign-in.ts';
import { DropDown } from '../../ui/drop-down.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ChangeSecret } from './change-secret.tsx';
import classes from './people.module.css';

/** Who is signed in, in the bar, and the way out; or the way in. */
export function PersonSign(): JSX.Element | null {
  const { t } = useTranslation('people');
  const { data: session } = useQuery(sessionQuery);
  // Without people there is nobody who could sign in.
  if (session === undefined || (session.person === null && session.setupNeeded)) return null;
  if (session.person !== null) {
    return <Signed person={session.person} idleMinutes={session.idleMinutes} />;
  }
  if (session.role === null) return null;
  return (
    <Button variant="default" size="md" onClick={() => askToSignIn('chosen')}>
      {t('signIn.open')}
    </Button>
  );
}

function Signed(props: {
  readonly person: Person;
  readonly idleMinutes: number | null;
}): JSX.Element {
  const { person, idleMinutes } = props;
  const { t } = useTranslation('people');
  const [isChanging, setChanging] = useState(false);
  const leave = useMutation({ mutationFn: signOut, networkMode: 'always' });
  const role = t(`role.${person.role}`);
  const label = t('signed.label', { name: person.name, role });
  return (
    <>
      <DropDown
        label={label}
        button={(isOpen, toggle) => (
          <button
            type="button"
            className={classes.person}
            aria-label={label}
            aria-expanded={isOpen}
            title={label}
            onClick={toggle}
          >
            <Icon name="person" size={22} />
            <span>{person.name}</span>
          </button>
        )}
      >
        {(close) => (
          <div className={classes.menu}>
            <strong>{person.name}</strong>
            <span>{role}</span>
            {idleMinutes !== null && <small>{t('signed.idle', { count: idleMinutes })}</small>}
            <Button
              variant="default"
              size="md"
              onClick={() => {
                close();
                setChanging(true);
              }}
            >
              {t('signed.changeSecret')}
            </Button>
            <Button size="md" loading={leave.isPending} onClick={() => leave.mutate()}>
              {t('signed.signOut')}
            </Button>
            {leave.isError && (
              <ProblemNote title={t('signed.failed')} problem={toProblem(leave.error)} />
            )}
          </div>
        )}
      </DropDown>
      {isChanging && <ChangeSecret person={person} onClose={() => setChanging(false)} />}
    </>
  );
}
