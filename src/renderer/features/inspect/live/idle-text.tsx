import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import { folderName } from '../../../api/folders.ts';
import { useFormats } from '../../../ui/use-formats.ts';

export interface IdleTextProps {
  readonly folders: readonly FolderStatus[];
  /** When the last picture came; null where none has: since one looks. */
  readonly since: string | null;
}

/** What the station waits for, or how much waits for it. */
export function IdleText({ folders, since }: IdleTextProps): JSX.Element {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const [opened] = useState(() => new Date().toISOString());
  const on = folders.filter(({ settings }) => settings.enabled);
  const waiting = on.reduce((sum, { queue }) => sum + queue.waiting + queue.inWork, 0);
  const oldest = Math.max(0, ...on.map(({ queue }) => queue.oldestMs ?? 0));
  const first = on[0];
  if (folders.length === 0) return <>{t('idle.none')}</>;
  if (first === undefined) return <>{t('idle.paused')}</>;
  if (waiting > 0) {
    return <>{t('idle.queue', { count: waiting, age: formats.duration(oldest) })}</>;
  }
  const time = formats.time(since ?? opened);
  return (
    <>
      {on.length === 1
        ? t('idle.folder', { folder: folderName(first), time })
        : t('idle.folders', { count: on.length, time })}
    </>
  );
}
