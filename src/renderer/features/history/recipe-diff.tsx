import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { recipeDiffQuery } from '../../api/history.ts';
import { recipesQuery } from '../../api/recipes.ts';
import classes from './provenance.module.css';

export interface RecipeDiffProps {
  readonly name: string;
  readonly revision: number;
}

/** What the recipe says otherwise by now. */
export function RecipeDiff({ name, revision }: RecipeDiffProps): JSX.Element | null {
  const { t } = useTranslation('history');
  const { data: list } = useQuery(recipesQuery);
  const newest = list?.recipes.find((recipe) => recipe.name === name)?.revision;
  const isOld = newest !== undefined && newest !== revision;
  const { data: diff } = useQuery({
    ...recipeDiffQuery(name, revision, newest ?? revision),
    enabled: isOld,
  });
  if (newest === revision) return <span className={classes.utc}>{t('recipeDiff.present')}</span>;
  if (!isOld || diff === undefined) return null;
  if (diff.changes.length === 0) {
    return <span className={classes.utc}>{t('recipeDiff.same', { revision: newest })}</span>;
  }
  return (
    <div className={classes.utc}>
      {t('recipeDiff.changed', { count: diff.changes.length, revision: newest })}
      <ul className={classes.changes}>
        {diff.changes.map(({ path, before, after }) => (
          <li key={path}>
            <code>{path}</code> <del>{textOf(before) ?? t('recipeDiff.nothing')}</del> →{' '}
            <ins>{textOf(after) ?? t('recipeDiff.nothing')}</ins>
          </li>
        ))}
      </ul>
    </div>
  );
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
