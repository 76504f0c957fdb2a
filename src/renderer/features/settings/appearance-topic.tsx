import { NativeSelect } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RequestProblem, toProblem } from '../../api/problem.ts';
import { LANGUAGES, type Language, setLanguage } from '../../i18n/index.ts';
import { THEMES, type Theme, useTheme } from '../../ui/use-theme.ts';
import { SettingRow } from './setting-row.tsx';
import { Topic } from './topic.tsx';

/** Each in its own words: who cannot read the present language finds their own. */
const NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  it: 'Italiano',
  de: 'Deutsch',
  zh: '中文',
};

/** How this browser shows the page; nothing of the station changes. */
export function AppearanceTopic(): JSX.Element {
  const { t, i18n } = useTranslation('settings');
  const [theme, choose] = useTheme();
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  return (
    <Topic name="appearance" title={t('topic.appearance')}>
      <SettingRow label={t('label.language')} hint={t('hint.language')}>
        {(ids) => (
          <NativeSelect
            size="md"
            aria-labelledby={ids.label}
            aria-describedby={ids.hint}
            error={problem === null ? null : t('refused', { ...problem })}
            value={i18n.language}
            data={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
            onChange={(event) => {
              setProblem(null);
              setLanguage(event.currentTarget.value as Language).catch((error: unknown) =>
                setProblem(toProblem(error)),
              );
            }}
          />
        )}
      </SettingRow>
      <SettingRow label={t('label.theme')} hint={t('hint.theme')}>
        {(ids) => (
          <NativeSelect
            size="md"
            aria-labelledby={ids.label}
            aria-describedby={ids.hint}
            value={theme}
            data={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            onChange={(event) => choose(event.currentTarget.value as Theme)}
          />
        )}
      </SettingRow>
    </Topic>
  );
}
