import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../shared/recipes/refusal.ts';
import { idOfPath } from './form/form-context.ts';
import classes from './recipes-screen.module.css';

/** Everything that is refused, by its path in the document; each leads to its field. */
export function Problems({ refusals }: { readonly refusals: readonly Refusal[] }): JSX.Element {
  const { t } = useTranslation('recipes');
  return (
    <div role="status">
      {refusals.length > 0 && (
        <div className={classes.problems}>
          <strong>{t('problems.title', { count: refusals.length })}</strong>
          <ul>
            {refusals.map(({ path, problem }) => (
              <li key={`${path} ${problem}`}>
                <button
                  type="button"
                  onClick={() => document.getElementById(idOfPath(path))?.focus()}
                >
                  <code>{path}</code> {problem}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
