import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { type JSX, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LeaveKiosk } from '../features/kiosk/leave-kiosk.tsx';
import { PersonSign } from '../features/people/person-sign.tsx';
import { SignInDialog, SignInGate } from '../features/people/sign-in-gate.tsx';
import { ReviewCount } from '../features/review/review-count.tsx';
import { BarSlotContext } from '../ui/bar-slot.tsx';
import { Icon } from '../ui/icons.tsx';
import { useKeys } from '../ui/keys/key-provider.tsx';
import { KeysDialog } from '../ui/keys/keys-dialog.tsx';
import { useKiosk } from '../ui/kiosk-mode.ts';
import { AlarmStrip } from './alarms.tsx';
import { LostStrip, StationSign } from './connection.tsx';
import { useContrast } from './contrast.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import classes from './frame.module.css';
import { useRail } from './kiosk-rail.ts';
import { Palette } from './palette/palette.tsx';
import { goTo, useRoute } from './route.ts';
import { SCREENS } from './screens.ts';

/** Rail, bar and the screen on show. */
export function Frame(): JSX.Element {
  const { t } = useTranslation(['frame', 'palette']);
  const route = useRoute();
  const rail = useRail();
  const isKiosk = useKiosk();
  const isHidden = isKiosk && rail.every((place) => place.path !== route);
  const path = route === '' || isHidden ? 'inspect' : route;
  const screen = SCREENS.find((candidate) => candidate.path === path);
  const place = screen?.under ?? path;
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [keysOpened, setKeysOpened] = useState(false);
  const [paletteOpened, setPaletteOpened] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const themeLabel = isDark ? t('theme.toLight') : t('theme.toDark');

  useContrast();
  useKeys([
    ...rail.map(({ path: target }, index) => ({
      chords: [String(index + 1)],
      group: 'go' as const,
      label: t(`screen.${target}`),
      run: () => goTo(target),
    })),
    { chords: ['?'], group: 'help', label: t('keys.title'), run: () => setKeysOpened(true) },
    {
      chords: ['Ctrl+K'],
      group: 'help',
      label: t('palette:title'),
      whileTyping: true,
      run: () => setPaletteOpened(true),
    },
  ]);

  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={skipToScreen}>
        {t('skip')}
      </button>
      <nav className={classes.rail} aria-label={t('navigation')}>
        {rail.map(({ path: target, icon }) => (
          <a
            key={target}
            href={`#/${target}`}
            className={classes.place}
            aria-current={target === place ? 'page' : undefined}
            // The keys are for the screen then: Enter would open the same screen again.
            onClick={skipToScreen}
          >
            <Icon name={icon} size={26} />
            {t(`screen.${target}`)}
            {target === 'review' && <ReviewCount />}
          </a>
        ))}
        <div className={classes.foot}>
          {isKiosk && <LeaveKiosk />}
          <button
            type="button"
            className={classes.place}
            aria-label={themeLabel}
            title={themeLabel}
            onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
          >
            <Icon name={isDark ? 'light' : 'dark'} size={22} />
          </button>
          <button type="button" className={classes.place} onClick={() => setKeysOpened(true)}>
            <Icon name="keys" size={22} />
            {t('keys.open')}
          </button>
        </div>
      </nav>
      <header className={classes.bar}>
        <div ref={setSlot} className={classes.slot} />
        <StationSign />
        <PersonSign />
      </header>
      <div className={classes.screen} id="screen" tabIndex={-1}>
        <LostStrip />
        <AlarmStrip />
        <BarSlotContext value={slot}>
          <ErrorBoundary key={path}>
            <Suspense fallback={<p role="status">{t('loading')}</p>}>
              <SignInGate>
                {screen === undefined ? <NoSuchScreen /> : <screen.component />}
              </SignInGate>
            </Suspense>
          </ErrorBoundary>
        </BarSlotContext>
      </div>
      <SignInDialog />
      {paletteOpened && <Palette onClose={() => setPaletteOpened(false)} />}
      <KeysDialog opened={keysOpened} onClose={() => setKeysOpened(false)} />
    </div>
  );
}

/** For a button and no link: the part behind # names the screen. */
function skipToScreen(): void {
  document.getElementById('screen')?.focus();
}

function NoSuchScreen(): JSX.Element {
  const { t } = useTranslation('frame');
  return (
    <main className={classes.missing}>
      <h1>{t('notFound.title')}</h1>
      <a href="#/inspect">{t('notFound.advice')}</a>
    </main>
  );
}
