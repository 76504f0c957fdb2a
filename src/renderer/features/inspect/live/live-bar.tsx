import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../../shared/history-entry.ts';
import { modelsQuery } from '../../../api/queries.ts';
import { InBar } from '../../../ui/bar-slot.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import classes from '../inspect-bar.module.css';
import { ModeSwitch } from './mode-switch.tsx';

/** What judged the picture on the screen. */
export function LiveBar({ entry }: { readonly entry: HistoryEntry | null }): JSX.Element {
  const { t } = useTranslation(['live', 'inspect', 'frame']);
  const formats = useFormats();
  const { data: installed } = useQuery(modelsQuery);
  const none = t('inspect:facts.none');
  const used = installed?.models.find(({ sha256 }) => sha256 === entry?.model?.sha256);
  return (
    <InBar>
      <ModeSwitch />
      <dl className={classes.facts}>
        <div>
          <dt>{t('facts.recipe')}</dt>
          <dd>{entry?.recipe ? t('facts.revision', { ...entry.recipe }) : none}</dd>
        </div>
        <div className={classes.modelName}>
          <dt>{t('inspect:facts.model')}</dt>
          <dd title={entry?.model?.sha256}>
            {used ? `${used.name} ${used.version}` : (entry?.model?.ref ?? none)}
          </dd>
        </div>
        <div>
          <dt>{t('inspect:facts.device')}</dt>
          <dd>{entry?.device ? t(`frame:device.${entry.device}`) : none}</dd>
        </div>
        <div>
          <dt>{t('inspect:facts.time')}</dt>
          <dd>
            {entry === null
              ? none
              : t('inspect:facts.milliseconds', {
                  ms: formats.milliseconds(entry.timings.totalMs),
                })}
          </dd>
        </div>
      </dl>
    </InBar>
  );
}
