import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { goToAddress, useAddress } from './address.ts';
import { addressOf } from './address-text.ts';
import classes from './correct-link.module.css';
import { Icon } from './icons.tsx';
import { useKeys } from './keys/key-provider.tsx';
import { useKiosk } from './kiosk-mode.ts';

const KEY = 'D';

/** Opens an inspection's picture to correct its detections; from there one comes back to this place. */
export function CorrectLink({ id }: { readonly id: string }): JSX.Element | null {
  const { t } = useTranslation('correct');
  const here = useAddress();
  const isKiosk = useKiosk();
  const to = { path: 'correct', query: new URLSearchParams({ id, back: addressOf(here) }) };
  useKeys(
    isKiosk
      ? []
      : [{ chords: [KEY], group: 'screen', label: t('open'), run: () => goToAddress(to) }],
  );
  // A kiosk shows its own screens only.
  if (isKiosk) return null;
  return (
    <a className={classes.link} href={addressOf(to)}>
      <Icon name="brush" size={22} />
      {t('open')} <kbd>{KEY}</kbd>
    </a>
  );
}
