import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import type { Imported } from './recipe-files.ts';

/** Why a file is not opened; `unsaved`: it would go over changes that somebody made here. */
export type Refused =
  | Exclude<Imported, { readonly kind: 'recipe' }>
  | { readonly kind: 'unsaved'; readonly name: string };

export interface ImportDialogProps {
  readonly refused: Refused;
  readonly onClose: () => void;
}

/** Why a file is not opened; of one that is no recipe by path. */
export function ImportDialog({ refused, onClose }: ImportDialogProps): JSX.Element {
  const { t } = useTranslation('recipes');
  return (
    <Dialog
      title={t('import.refused')}
      size={640}
      onClose={onClose}
      foot={
        <Button size="md" onClick={onClose}>
          {t('import.close')}
        </Button>
      }
    >
      {refused.kind === 'no-json' && <p>{t('import.noJson')}</p>}
      {refused.kind === 'unsaved' && <p>{t('import.unsaved', { name: refused.name })}</p>}
      {refused.kind === 'refused' && (
        <ul>
          {refused.refusals.map(({ path, problem }) => (
            <li key={`${path} ${problem}`}>
              <code>{path}</code> {problem}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
