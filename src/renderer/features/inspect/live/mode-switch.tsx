import { SegmentedControl } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../ui/keys/key-provider.tsx';
import { usePreferences } from '../../../ui/preferences.ts';
import classes from '../inspect-bar.module.css';

/** Between pictures that one opens and pictures that come by themselves. */
export function ModeSwitch(): JSX.Element {
  const { t } = useTranslation('live');
  const [{ live }, prefer] = usePreferences();
  useKeys([
    { chords: ['W'], group: 'screen', label: t('key.mode'), run: () => prefer({ live: !live }) },
  ]);
  return (
    <SegmentedControl
      aria-label={t('mode.title')}
      classNames={{ root: classes.switch ?? '', indicator: classes.indicator ?? '' }}
      size="md"
      value={live ? 'live' : 'hand'}
      onChange={(mode) => prefer({ live: mode === 'live' })}
      data={[
        { value: 'hand', label: t('mode.hand') },
        { value: 'live', label: t('mode.live') },
      ]}
    />
  );
}
