import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { demoQuery } from '../../api/queries.ts';
import { desk } from '../../features/inspect/use-desk.ts';
import { LANGUAGES, setLanguage } from '../../i18n/index.ts';
import { openFirstSteps } from '../../ui/first-steps.ts';
import { useKeyList } from '../../ui/keys/key-provider.tsx';
import { useKiosk } from '../../ui/kiosk-mode.ts';
import { usePreferences } from '../../ui/preferences.ts';
import { THEMES, useTheme } from '../../ui/use-theme.ts';
import { goTo } from '../route.ts';
import { SCREENS } from '../screens.ts';
import type { Command } from './commands.ts';

/** All that can be done now: the keys of the screen on show, the places, and what has no key. */
export function useCommands(): readonly Command[] {
  const { t } = useTranslation(['palette', 'frame', 'firstSteps']);
  const keys = useKeyList();
  const isKiosk = useKiosk();
  const [, prefer] = usePreferences();
  const [, chooseTheme] = useTheme();
  const { data: demo } = useQuery(demoQuery);

  const fromKeys = keys.map(({ chords, group, label, run }) => ({
    id: `${group} ${label}`,
    kind: t(`frame:keys.group.${group}`),
    label,
    run,
    ...(chords[0] === undefined ? {} : { chord: chords[0] }),
  }));
  // Places under another have no number of their own; kiosk mode shows none of them.
  const places = SCREENS.filter(
    ({ under, isDetail }) => under !== undefined && isDetail !== true && !isKiosk,
  ).map(({ path }) => ({
    id: `go ${path}`,
    kind: t('frame:keys.group.go'),
    label: t(`frame:screen.${path}`),
    run: () => goTo(path),
  }));
  const languages = LANGUAGES.map((language) => ({
    id: `language ${language}`,
    kind: t('kind.language'),
    label: t(`frame:language.${language}`),
    run: () => {
      setLanguage(language).catch(reportError);
    },
  }));
  const themes = THEMES.map((theme) => ({
    id: `theme ${theme}`,
    kind: t('kind.theme'),
    label: t(`theme.${theme}`),
    run: () => chooseTheme(theme),
  }));
  const pictures = (demo?.pictures ?? []).map((picture) => ({
    id: `demo ${picture.sha256}`,
    kind: t('kind.demo'),
    label: picture.name,
    run: () => {
      prefer({ live: false });
      goTo('inspect');
      desk.openStored([picture]);
    },
  }));
  // Kiosk mode is for people who have long begun.
  const help = isKiosk
    ? []
    : [
        {
          id: 'first-steps',
          kind: t('frame:keys.group.help'),
          label: t('firstSteps:show'),
          run: openFirstSteps,
        },
      ];
  return [...fromKeys, ...places, ...help, ...themes, ...languages, ...pictures];
}
