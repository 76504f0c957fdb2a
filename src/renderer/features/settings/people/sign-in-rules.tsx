import { Switch } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationSettings } from '../../../../shared/station-settings.ts';
import type { RequestProblem } from '../../../api/problem.ts';
import { useRight } from '../../../api/session.ts';
import { useSaver } from '../saver.tsx';
import { Field, SettingRow } from '../setting-row.tsx';
import { numberIn } from '../values.ts';

const MINUTES = numberIn();

/** When a sign-in is needed, and how long it lasts. */
export function SignInRules({ settings }: { readonly settings: StationSettings }): JSX.Element {
  const { t } = useTranslation(['people', 'settings']);
  const disabled = useRight('settings') !== true;
  const saver = useSaver();
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const needed = settings.signInNeeded;
  const label = t('rules.signInNeeded');
  return (
    <>
      <SettingRow label={label} hint={t('rules.signInNeededHint')}>
        {(ids) => (
          <Switch
            size="lg"
            // Not aria-describedby: beside the switch's own, empty label axe takes it for the only one.
            aria-labelledby={`${ids.label} ${ids.hint}`}
            disabled={disabled}
            checked={needed}
            error={problem === null ? null : t('settings:refused', { ...problem })}
            onChange={async (event) =>
              setProblem(
                await saver.save({
                  path: ['signInNeeded'],
                  value: event.currentTarget.checked,
                  before: needed,
                  label,
                }),
              )
            }
          />
        )}
      </SettingRow>
      <SettingRow label={t('rules.sessionMinutes')} hint={t('rules.sessionMinutesHint')}>
        {(ids) => (
          <Field
            path={['sessionMinutes']}
            value={settings.sessionMinutes}
            writing={MINUTES}
            label={t('rules.sessionMinutes')}
            labelledBy={ids.label}
            describedBy={ids.hint}
            unit={t('settings:unit.min')}
            disabled={disabled}
          />
        )}
      </SettingRow>
    </>
  );
}
