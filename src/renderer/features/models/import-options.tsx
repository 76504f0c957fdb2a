import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportWishes } from '../../api/models.ts';
import classes from './import-dialog.module.css';

export interface ImportOptionsProps {
  readonly wishes: ImportWishes;
  readonly onChange: (wishes: ImportWishes) => void;
}

const TEXTS = ['name', 'classes', 'imageSize'] as const;
const TASKS = ['', 'detect', 'segment'] as const;

/** All of it may stay empty: files mostly say it themselves. */
export function ImportOptions({ wishes, onChange }: ImportOptionsProps): JSX.Element {
  const { t } = useTranslation('models');
  return (
    <div className={classes.options}>
      {TEXTS.map((name) => (
        <TextInput
          key={name}
          size="md"
          label={t(`import.option.${name}`)}
          description={t(`import.hint.${name}`)}
          value={wishes[name]}
          onChange={(event) => onChange({ ...wishes, [name]: event.currentTarget.value })}
        />
      ))}
      <label className={classes.task}>
        {t('import.option.task')}
        <select
          value={wishes.task}
          onChange={(event) => {
            const task = TASKS.find((known) => known === event.currentTarget.value) ?? '';
            onChange({ ...wishes, task });
          }}
        >
          {TASKS.map((task) => (
            <option key={task} value={task}>
              {t(`import.task.${task === '' ? 'file' : task}`)}
            </option>
          ))}
        </select>
      </label>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={wishes.activate}
          onChange={(event) => onChange({ ...wishes, activate: event.currentTarget.checked })}
        />
        {t('import.option.activate')}
      </label>
    </div>
  );
}
