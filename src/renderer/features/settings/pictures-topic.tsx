import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { VerdictSchema } from '../../../shared/domain.ts';
import type { StationSettings } from '../../../shared/station-settings.ts';
import { evidenceQuery } from '../../api/settings.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import classes from './pictures-topic.module.css';
import { SettingList, type SettingListProps } from './setting-list.tsx';
import { Choice, Field } from './setting-row.tsx';
import { Topic } from './topic.tsx';
import { numberIn, orNothing } from './values.ts';

const MODES = ['webp', 'original', 'none'] as const;
const DAYS = orNothing(numberIn());
const GIGABYTES = orNothing(numberIn(1e9));

/** What is kept of judged pictures, for how long, and when the disk is too full. */
export function PicturesTopic(props: SettingListProps): JSX.Element {
  const { t } = useTranslation('settings');
  return (
    <Topic name="pictures" title={t('topic.pictures')}>
      <Room />
      {props.sought === '' && <KeptTable settings={props.settings} disabled={props.disabled} />}
      <SettingList {...props} topic="pictures" />
    </Topic>
  );
}

function Room(): JSX.Element | null {
  const { t } = useTranslation('settings');
  const formats = useFormats();
  const { data } = useQuery(evidenceQuery);
  if (data === undefined) return null;
  const { level, freeBytes } = data.room;
  const free = freeBytes === null ? null : formats.gigabytes(freeBytes);
  return (
    <p className={classes.room}>
      {free === null ? t('room.unknown') : t(`room.${level}`, { free })}
    </p>
  );
}

/** One line a verdict: as what a picture is kept, and how long. */
function KeptTable(props: {
  readonly settings: StationSettings;
  readonly disabled: boolean;
}): JSX.Element {
  const { settings, disabled } = props;
  const { t } = useTranslation(['settings', 'frame']);
  const formats = useFormats();
  const { data } = useQuery(evidenceQuery);
  return (
    <table className={classes.kept}>
      <caption>{t('kept.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('kept.verdict')}</th>
          <th scope="col">{t('kept.mode')}</th>
          <th scope="col">{t('kept.days')}</th>
          <th scope="col">{t('kept.bytes')}</th>
          <th scope="col">{t('kept.now')}</th>
        </tr>
      </thead>
      <tbody>
        {VerdictSchema.options.map((verdict) => {
          const word = t(`frame:verdict.${verdict}`);
          const rule = settings.retention[verdict];
          const now = data?.kept[verdict];
          return (
            <tr key={verdict}>
              <th scope="row">
                <VerdictSign verdict={verdict} size="line" />
              </th>
              <td>
                <Choice
                  path={['evidence', 'modes', verdict]}
                  value={settings.evidence.modes[verdict]}
                  options={MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
                  label={t('kept.modeOf', { verdict: word })}
                  disabled={disabled}
                />
              </td>
              <td>
                <Field
                  path={['retention', verdict, 'days']}
                  value={rule.days}
                  writing={DAYS}
                  label={t('kept.daysOf', { verdict: word })}
                  placeholder={t('kept.unlimited')}
                  disabled={disabled}
                />
              </td>
              <td>
                <Field
                  path={['retention', verdict, 'bytes']}
                  value={rule.bytes}
                  writing={GIGABYTES}
                  label={t('kept.bytesOf', { verdict: word })}
                  placeholder={t('kept.unlimited')}
                  disabled={disabled}
                />
              </td>
              <td className={classes.now}>
                {now !== undefined &&
                  t('kept.files', { count: now.files, size: formats.gigabytes(now.bytes) })}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
