import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { exportOf } from '../../api/history.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import classes from './menu.module.css';

export interface ExportMenuProps {
  readonly what: { readonly filter: string } | { readonly seqs: readonly number[] };
  /** Why it cannot be; null where it can. */
  readonly refusal?: string | null;
}

const KINDS = [
  { name: 'csv', format: 'csv', forExcel: false },
  { name: 'excel', format: 'csv', forExcel: true },
  { name: 'jsonl', format: 'jsonl', forExcel: false },
] as const;

/** Links to the list as a file: the browser shows how far it is, and stops it. */
export function ExportMenu({ what, refusal = null }: ExportMenuProps): JSX.Element {
  const { t } = useTranslation('history');
  return (
    <MenuButton label={t('export.title')}>
      {(close) => (
        <div className={classes.menu}>
          <p className={classes.hint}>
            {refusal ?? t('filter' in what ? 'export.hintAll' : 'export.hintPicked')}
          </p>
          {refusal === null &&
            KINDS.map(({ name, format, forExcel }) => (
              <a
                key={name}
                className={classes.item}
                href={exportOf(what, format, forExcel)}
                download
                onClick={close}
              >
                {t(`export.${name}`)}
              </a>
            ))}
        </div>
      )}
    </MenuButton>
  );
}
