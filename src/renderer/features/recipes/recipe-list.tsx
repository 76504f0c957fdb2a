import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeRevision } from '../../../shared/recipes/revision.ts';
import { folderName, foldersQuery } from '../../api/folders.ts';
import { addressOf } from '../../ui/address-text.ts';
import type { Drafts } from './draft-store.ts';
import classes from './recipes-screen.module.css';
import { IN_FORCE } from './use-editor.ts';

export interface RecipeListProps {
  readonly recipes: readonly RecipeRevision[];
  readonly drafts: Drafts;
  readonly current: string;
  readonly onNew: () => void;
  readonly onImport: () => void;
}

/** Each recipe with what uses it. */
export function RecipeList(props: RecipeListProps): JSX.Element {
  const { recipes, drafts, current, onNew, onImport } = props;
  const { t } = useTranslation('recipes');
  const folders = useQuery(foldersQuery).data?.folders ?? [];
  const saved = new Map(recipes.map((recipe) => [recipe.name, recipe]));
  const names = [...new Set([...saved.keys(), ...drafts.keys()])];
  const usersOf = (name: string): readonly string[] =>
    folders
      .filter(({ settings }) => (settings.recipe ?? IN_FORCE).replace(/:\d+$/u, '') === name)
      .map((folder) => folderName(folder));
  return (
    <nav className={classes.list} aria-label={t('list.title')}>
      <ul>
        {names.map((name) => {
          const users = usersOf(name);
          const revision = saved.get(name)?.revision;
          return (
            <li key={name}>
              <a
                className={classes.entry}
                href={addressOf({ path: 'recipes', query: new URLSearchParams({ name }) })}
                aria-current={name === current ? 'true' : undefined}
              >
                <strong>{name}</strong>
                <span>
                  {revision === undefined ? t('list.new') : t('list.revision', { revision })}
                  {drafts.has(name) && ` · ${t('list.unsaved')}`}
                </span>
                {name === IN_FORCE && <span className={classes.badge}>{t('list.inForce')}</span>}
                {users.length > 0 && (
                  <span>{t('list.folders', { folders: users.join(', ') })}</span>
                )}
                {users.length === 0 && name !== IN_FORCE && <span>{t('list.unused')}</span>}
              </a>
            </li>
          );
        })}
      </ul>
      <div className={classes.listButtons}>
        <Button size="sm" variant="default" onClick={onNew}>
          {t('list.add')}
        </Button>
        <Button size="sm" variant="default" onClick={onImport}>
          {t('list.import')}
        </Button>
      </div>
    </nav>
  );
}
