import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/session.ts';
import classes from './menu.module.css';

export interface SaveFilterFormProps {
  readonly onSave: (name: string, forAll: boolean) => void;
}

/** A name for the conditions that hold, and whose it is. */
export function SaveFilterForm({ onSave }: SaveFilterFormProps): JSX.Element {
  const { t } = useTranslation('history');
  const { data: session } = useQuery(sessionQuery);
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const mayShare = session?.rights.includes('recipes') === true;
  const mayKeep = session !== undefined && session.person !== null;
  if (!mayShare && !mayKeep) return <p className={classes.hint}>{t('saved.signIn')}</p>;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(name.trim(), mayShare && (isShared || !mayKeep));
      }}
    >
      <TextInput
        size="md"
        label={t('saved.saveAs')}
        required
        withAsterisk={false}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {mayShare && mayKeep && (
        <Checkbox
          size="md"
          label={t('saved.share')}
          checked={isShared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
      <Button type="submit" size="md">
        {t('saved.save')}
      </Button>
    </form>
  );
}
