import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { MenuButton } from '../../ui/menu-button.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import { CHOICE } from './columns.ts';
import classes from './menu.module.css';

/** Which columns the list has; this browser remembers it. */
export function ColumnsMenu(): JSX.Element {
  const { t } = useTranslation('history');
  const [{ historyHidden: hidden }, prefer] = usePreferences();
  return (
    <MenuButton label={t('columns.title')}>
      {() => (
        <div className={classes.menu}>
          {CHOICE.map((column) => (
            <label key={column} className={classes.item}>
              <input
                type="checkbox"
                checked={!hidden.includes(column)}
                onChange={(event) =>
                  prefer({
                    historyHidden: event.currentTarget.checked
                      ? hidden.filter((each) => each !== column)
                      : [...hidden, column],
                  })
                }
              />
              {t(`column.${column}`)}
            </label>
          ))}
          <p className={classes.hint}>{t('columns.hint')}</p>
        </div>
      )}
    </MenuButton>
  );
}
