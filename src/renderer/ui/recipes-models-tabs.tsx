import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './recipes-models-tabs.module.css';

const SCREENS = ['recipes', 'models'] as const;

/** The two screens that share one place in the rail; each shows the way to the other. */
export function RecipesModelsTabs({
  current,
}: {
  readonly current: (typeof SCREENS)[number];
}): JSX.Element {
  const { t } = useTranslation(['recipes', 'models']);
  return (
    <nav className={classes.tabs} aria-label={`${t('recipes:title')} | ${t('models:title')}`}>
      {SCREENS.map((screen) => (
        <a
          key={screen}
          href={`#/${screen}`}
          className={classes.tab}
          aria-current={screen === current ? 'page' : undefined}
        >
          {t(`${screen}:title`)}
        </a>
      ))}
    </nav>
  );
}
