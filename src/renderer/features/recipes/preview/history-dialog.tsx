import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { historyPage, pictureOf } from '../../../api/history.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import { VerdictSign } from '../../../ui/verdict-sign.tsx';
import classes from './preview.module.css';

/** The newest so many can be pointed at; any other by its id. */
const SHOWN = 24;

export interface HistoryDialogProps {
  readonly onClose: () => void;
  readonly onChoose: (id: string) => void;
}

/** Picks an inspection of the log. */
export function HistoryDialog({ onClose, onChoose }: HistoryDialogProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const formats = useFormats();
  const [id, setId] = useState('');
  const recent = useQuery({
    queryKey: ['recipe-history'],
    queryFn: ({ signal }) => historyPage('', null, signal),
    staleTime: 0,
    networkMode: 'always',
  });
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    if (id.trim() !== '') onChoose(id.trim());
  };
  return (
    <Dialog title={t('preview.historyTitle')} size={820} onClose={onClose}>
      <form className={classes.byId} onSubmit={choose}>
        <TextInput
          size="md"
          label={t('preview.id')}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <Button type="submit" size="md" disabled={id.trim() === ''}>
          {t('preview.choose')}
        </Button>
      </form>
      {recent.data?.rows.length === 0 && <p>{t('preview.historyEmpty')}</p>}
      <ul className={classes.recent}>
        {recent.data?.rows.slice(0, SHOWN).map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onChoose(row.id)}>
              <img src={pictureOf(row.id, 256)} alt="" loading="lazy" />
              <VerdictSign verdict={row.verdict} size="line" />
              <span>{row.file}</span>
              <time dateTime={row.at}>{formats.moment(row.at)}</time>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
