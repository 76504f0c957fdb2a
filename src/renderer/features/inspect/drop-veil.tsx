import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './inspect-screen.module.css';

/** Says, while files are held over the page, that letting go is enough. */
export function DropVeil(): JSX.Element {
  const { t } = useTranslation('inspect');
  return <div className={classes.veil}>{t('drop.release')}</div>;
}
