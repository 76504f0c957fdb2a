import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import type { HistoryRow } from '../../../../shared/history.ts';
import { folderName } from '../../../api/folders.ts';
import { fileName } from '../../../ui/file-name.ts';
import { VerdictSign } from '../../../ui/verdict-sign.tsx';

interface OwnStepProps {
  /** The newest picture of a watched folder; null until one was judged. */
  readonly own: HistoryRow | null;
  readonly folder: FolderStatus;
}

/** Nothing to press: the first picture of one's own comes by itself. */
export function OwnStep({ own, folder }: OwnStepProps): JSX.Element {
  const { t } = useTranslation('firstSteps');
  if (own === null) return <p>{t('own.waiting', { folder: folderName(folder) })}</p>;
  return (
    <p>
      <VerdictSign verdict={own.verdict} size="line" /> {fileName(own.file)}
    </p>
  );
}
