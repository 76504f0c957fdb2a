import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelList } from '../../../shared/api.ts';
import { BUNDLED, type ModelVersion } from '../../../shared/models.ts';
import classes from './models-screen.module.css';

export interface BadgesProps {
  readonly model: ModelVersion;
  readonly list: ModelList;
}

/** What a version is to the station. */
export function Badges({ model, list }: BadgesProps): JSX.Element {
  const { t } = useTranslation('models');
  const { kind, sha256, source } = model;
  const isLive = list.live[kind] === sha256;
  const isPrevious = list.previous[kind] === sha256 && !isLive;
  return (
    <span className={classes.badges}>
      {isLive && <span data-live>{t('live')}</span>}
      {isPrevious && <span>{t('previous')}</span>}
      {source === BUNDLED && <span>{t('bundled')}</span>}
    </span>
  );
}
