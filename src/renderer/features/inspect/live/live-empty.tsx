import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import { goToAddress } from '../../../ui/address.ts';
import { Icon } from '../../../ui/icons.tsx';
import empty from '../empty-desk.module.css';
import { IdleText } from './idle-text.tsx';

export interface LiveEmptyProps {
  /** Null until the station has said. */
  readonly folders: readonly FolderStatus[] | null;
  /** No watched folder has brought a picture yet; false while that is not known, or one is fetched. */
  readonly isKnown: boolean;
}

/** Nothing has come yet: what is waited for, or how to begin. */
export function LiveEmpty({ folders, isKnown }: LiveEmptyProps): JSX.Element {
  const { t } = useTranslation('live');
  if (folders === null || !isKnown) {
    return (
      <div className={empty.empty}>
        <section className={empty.target}>
          <p role="status">{t('loading')}</p>
        </section>
      </div>
    );
  }
  return (
    <div className={empty.empty}>
      <section className={empty.target}>
        <Icon name="folder" size={64} stroke={1.2} />
        {folders.length === 0 ? (
          <>
            <h2>{t('empty.title')}</h2>
            <p>{t('empty.hint')}</p>
            <div className={empty.buttons}>
              <Button
                size="xl"
                onClick={goToFolders}
                leftSection={<Icon name="folder" size={22} />}
              >
                {t('empty.watch')}
              </Button>
            </div>
          </>
        ) : (
          <h2>
            <IdleText folders={folders} since={null} />
          </h2>
        )}
      </section>
    </div>
  );
}

/** The settings begin with the watched folders. */
export function goToFolders(): void {
  goToAddress({ path: 'settings', query: new URLSearchParams() });
}
