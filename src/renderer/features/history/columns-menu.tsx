import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import { CHOICE, movedColumn, orderedColumns } from './columns.ts';
import classes from './menu.module.css';

/** Which columns the list has; this browser remembers it. */
export function ColumnsMenu(): JSX.Element {
  const { t } = useTranslation('history');
  const [{ historyHidden: hidden, historyOrder }, prefer] = usePreferences();
  const columns = orderedColumns(historyOrder);
  return (
    <MenuButton label={t('columns.title')}>
      {() => (
        <div className={classes.menu}>
          {columns.map((column, place) => (
            <div key={column} className={classes.line}>
              <label className={classes.item}>
                <input
                  type="checkbox"
                  checked={!hidden.includes(column)}
                  disabled={!CHOICE.includes(column)}
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
              {([-1, 1] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  className={classes.tool}
                  aria-label={t(by < 0 ? 'columns.left' : 'columns.right', {
                    column: t(`column.${column}`),
                  })}
                  // Not taken away, so that the focus stays where somebody goes on pressing.
                  aria-disabled={place + by < 0 || place + by >= columns.length}
                  onClick={() => prefer({ historyOrder: movedColumn(columns, column, by) })}
                >
                  <Icon name={by < 0 ? 'left' : 'right'} size={20} />
                </button>
              ))}
            </div>
          ))}
          <p className={classes.hint}>{t('columns.hint')}</p>
        </div>
      )}
    </MenuButton>
  );
}
