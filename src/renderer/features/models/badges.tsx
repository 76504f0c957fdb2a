import { Badge } from '@mantine/core';
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
  return (
    <span className={classes.badges}>
      {list.live[kind] === sha256 && <Badge variant="filled">{t('live')}</Badge>}
      {list.previous[kind] === sha256 && list.live[kind] !== sha256 && (
        <Badge variant="outline">{t('previous')}</Badge>
      )}
      {source === BUNDLED && (
        <Badge variant="outline" color="gray">
          {t('bundled')}
        </Badge>
      )}
    </span>
  );
}
