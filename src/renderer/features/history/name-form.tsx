import { Button, TextInput } from '@mantine/core';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './menu.module.css';

export interface NameFormProps {
  readonly name: string;
  readonly onDone: (name: string) => void;
}

/** Another name for a saved filter, in the place of the old one. */
export function NameForm(props: NameFormProps): JSX.Element {
  const { t } = useTranslation('history');
  const [name, setName] = useState(props.name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone(name.trim());
      }}
    >
      <TextInput
        ref={input}
        size="md"
        label={t('saved.name')}
        required
        withAsterisk={false}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="md">
        {t('saved.rename')}
      </Button>
    </form>
  );
}
