import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { folderCheckQuery } from '../api/folders.ts';
import { toProblem } from '../api/problem.ts';
import { desktop } from './desktop.ts';
import classes from './path-field.module.css';
import { ProblemNote } from './problem-note.tsx';

export interface PathFieldProps {
  readonly path: string;
  readonly onPath: (path: string) => void;
}

/** Where the pictures come, and whether the station can watch there. */
export function PathField({ path, onPath }: PathFieldProps): JSX.Element {
  const { t } = useTranslation('settings');
  const [checked, setChecked] = useState(path);
  const check = useQuery(folderCheckQuery(checked));
  const look = (at: string): void => {
    if (at.trim() === checked) void check.refetch();
    else setChecked(at.trim());
  };
  const choose = async (): Promise<void> => {
    const chosen = (await desktop?.chooseFolder()) ?? null;
    if (chosen === null) return;
    onPath(chosen);
    look(chosen);
  };
  return (
    <div>
      <div className={classes.path}>
        <TextInput
          size="md"
          required
          data-autofocus
          label={t('form.path')}
          description={t('form.pathHint')}
          value={path}
          spellCheck={false}
          onChange={(event) => onPath(event.currentTarget.value)}
          onBlur={() => path.trim() !== checked && look(path)}
        />
        {desktop !== undefined && (
          <Button variant="default" size="md" onClick={choose}>
            {t('form.choose')}
          </Button>
        )}
        <Button
          variant="default"
          size="md"
          disabled={path.trim() === ''}
          loading={check.isFetching}
          onClick={() => look(path)}
        >
          {t('form.check')}
        </Button>
      </div>
      <div role="status">
        {check.data !== undefined && (
          <p className={classes.answer} data-usable={check.data.usable}>
            {check.data.usable
              ? t(check.data.writable ? 'form.usable' : 'form.readOnly', {
                  count: check.data.examples.length,
                })
              : check.data.problem}
          </p>
        )}
      </div>
      {check.isError && (
        <ProblemNote title={t('form.unchecked')} problem={toProblem(check.error)} />
      )}
    </div>
  );
}
