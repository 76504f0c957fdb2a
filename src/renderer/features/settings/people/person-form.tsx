import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Person, SHORTEST_SECRET } from '../../../../shared/people.ts';
import { type Role, RoleSchema } from '../../../../shared/rights.ts';
import { addPerson, changePerson } from '../../../api/people.ts';
import { toProblem } from '../../../api/problem.ts';
import { sessionQuery } from '../../../api/session.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import classes from './people-topic.module.css';

export interface PersonFormProps {
  /** Null adds somebody. */
  readonly person: Person | null;
  readonly onClose: () => void;
}

/** A person's name, role, and PIN or password; the name stays as the log knows it. */
export function PersonForm({ person, onClose }: PersonFormProps): JSX.Element {
  const { t } = useTranslation('people');
  const { data: session } = useQuery(sessionQuery);
  const isFirst = person === null && session?.setupNeeded === true;
  const [name, setName] = useState('');
  const [chosen, setRole] = useState<Role>(person?.role ?? 'operator');
  const role = isFirst ? 'administrator' : chosen;
  const [secret, setSecret] = useState('');
  const save = useMutation({
    mutationFn: () =>
      person === null
        ? addPerson({ name, role, secret })
        : changePerson(person.id, {
            ...(role === person.role ? {} : { role }),
            ...(secret === '' ? {} : { secret }),
          }),
    networkMode: 'always',
    onSuccess: onClose,
  });
  const isComplete =
    person === null ? name.trim() !== '' && secret !== '' : role !== person.role || secret !== '';
  const count = SHORTEST_SECRET[role];
  return (
    <FormDialog
      title={person === null ? t('form.addTitle') : t('form.changeTitle', { name: person.name })}
      size={520}
      submit={t(person === null ? 'form.add' : 'form.save')}
      cancel={t('form.cancel')}
      className={classes.form}
      isSending={save.isPending}
      isComplete={isComplete}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {isFirst && <p className={classes.hint}>{t('form.first')}</p>}
      {person === null && (
        <TextInput
          size="md"
          label={t('field.name')}
          description={t('form.nameHint')}
          autoComplete="off"
          maxLength={80}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        size="md"
        label={t('field.role')}
        description={t(`may.${role}`)}
        disabled={isFirst}
        value={role}
        data={RoleSchema.options.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(event) => setRole(RoleSchema.parse(event.currentTarget.value))}
      />
      <TextInput
        size="md"
        type="password"
        label={person === null ? t('field.secret') : t('field.newSecret')}
        description={t(person === null ? 'form.secretHint' : 'form.keepHint', { count })}
        autoComplete="new-password"
        maxLength={200}
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      {save.isError && <ProblemNote title={t('form.refused')} problem={toProblem(save.error)} />}
    </FormDialog>
  );
}
