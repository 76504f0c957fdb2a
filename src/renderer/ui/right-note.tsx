import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { RIGHTS, type Right } from '../../shared/rights.ts';
import { sessionQuery } from '../api/session.ts';
import { askToSignIn } from '../api/sign-in.ts';
import classes from './right-note.module.css';

/** Says who may do what cannot be done here now, and lets that person in. */
export function RightNote({ right }: { readonly right: Right }): JSX.Element | null {
  const { t } = useTranslation('people');
  const { data: session } = useQuery(sessionQuery);
  if (session === undefined || session.rights.includes(right)) return null;
  const { person } = session;
  const roles = RIGHTS[right].roles.map((role) => t(`role.${role}`)).join(', ');
  return (
    <div className={classes.note} role="note">
      <p>
        {person === null
          ? t('right.nobody', { roles })
          : t('right.other', { name: person.name, role: t(`role.${person.role}`), roles })}
      </p>
      <Button variant="default" size="md" onClick={() => askToSignIn('chosen')}>
        {t(person === null ? 'right.signIn' : 'right.signInOther')}
      </Button>
    </div>
  );
}
