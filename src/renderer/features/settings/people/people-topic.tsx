import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../../shared/people.ts';
import { RoleSchema } from '../../../../shared/rights.ts';
import type { StationSettings } from '../../../../shared/station-settings.ts';
import { peopleQuery } from '../../../api/people.ts';
import { toProblem } from '../../../api/problem.ts';
import { useRight } from '../../../api/session.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { RightNote } from '../../../ui/right-note.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import { Topic } from '../topic.tsx';
import classes from './people-topic.module.css';
import { PersonForm } from './person-form.tsx';
import { RemovePerson } from './remove-person.tsx';
import { SignInRules } from './sign-in-rules.tsx';

type Opened =
  | { readonly kind: 'add' }
  | { readonly kind: 'change' | 'remove'; readonly person: Person };

/** Who may sign in and what each may do; for administrators. */
export function PeopleTopic({ settings }: { readonly settings: StationSettings }): JSX.Element {
  const { t } = useTranslation(['settings', 'people']);
  const may = useRight('people');
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  return (
    <Topic
      name="people"
      title={t('topic.people')}
      action={
        may === true && (
          <Button size="md" onClick={() => setOpened({ kind: 'add' })}>
            {t('people:list.add')}
          </Button>
        )
      }
    >
      <RightNote right="people" />
      <Roles />
      {may === true && <PeopleTable onOpen={setOpened} />}
      {may === true && <SignInRules settings={settings} />}
      {opened?.kind === 'add' && <PersonForm person={null} onClose={close} />}
      {opened?.kind === 'change' && <PersonForm person={opened.person} onClose={close} />}
      {opened?.kind === 'remove' && <RemovePerson person={opened.person} onClose={close} />}
    </Topic>
  );
}

/** What each role may do, in words. */
function Roles(): JSX.Element {
  const { t } = useTranslation('people');
  return (
    <dl className={classes.roles}>
      {RoleSchema.options.map((role) => (
        <div key={role}>
          <dt>{t(`role.${role}`)}</dt>
          <dd>{t(`may.${role}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

function PeopleTable({ onOpen }: { readonly onOpen: (opened: Opened) => void }): JSX.Element {
  const { t } = useTranslation('people');
  const formats = useFormats();
  const people = useQuery(peopleQuery);
  if (people.isPending) return <p role="status">{t('list.loading')}</p>;
  if (people.isError) {
    return <ProblemNote title={t('list.failed')} problem={toProblem(people.error)} />;
  }
  const list = people.data.people;
  if (list.length === 0) return <p>{t('list.none')}</p>;
  return (
    <table className={classes.people}>
      <caption className="visually-hidden">{t('list.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('field.name')}</th>
          <th scope="col">{t('field.role')}</th>
          <th scope="col">{t('list.since')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('list.do')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.map((person) => (
          <tr key={person.id}>
            <th scope="row">{person.name}</th>
            <td>{t(`role.${person.role}`)}</td>
            <td title={person.createdAt}>{formats.date(person.createdAt)}</td>
            <td className={classes.actions}>
              <Button
                variant="default"
                size="md"
                aria-label={t('list.changeOf', { name: person.name })}
                onClick={() => onOpen({ kind: 'change', person })}
              >
                {t('list.change')}
              </Button>
              <Button
                variant="default"
                size="md"
                aria-label={t('list.removeOf', { name: person.name })}
                onClick={() => onOpen({ kind: 'remove', person })}
              >
                {t('list.remove')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
