import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { folderCheckQuery } from '../../../api/folders.ts';
import { toProblem } from '../../../api/problem.ts';
import { desktop } from '../../../ui/desktop.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import type { FolderFieldProps } from './folder-draft.ts';
import classes from './folder-form.module.css';

/** Where the pictures come, and whether the station can watch there. */
export function PathField({ draft, onChange }: FolderFieldProps): JSX.Element {
  const { t } = useTranslation('settings');
  const [checked, setChecked] = useState(draft.path);
  const check = useQuery(folderCheckQuery(checked));
  const look = (path: string): void => {
    if (path.trim() === checked) void check.refetch();
    else setChecked(path.trim());
  };
  const choose = async (): Promise<void> => {
    const path = (await desktop?.chooseFolder()) ?? null;
    if (path === null) return;
    onChange({ path });
    look(path);
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
          value={draft.path}
          spellCheck={false}
          onChange={(event) => onChange({ path: event.currentTarget.value })}
          onBlur={() => draft.path.trim() !== checked && look(draft.path)}
        />
        {desktop !== undefined && (
          <Button variant="default" size="md" onClick={choose}>
            {t('form.choose')}
          </Button>
        )}
        <Button
          variant="default"
          size="md"
          disabled={draft.path.trim() === ''}
          loading={check.isFetching}
          onClick={() => look(draft.path)}
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
