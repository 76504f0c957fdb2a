import { useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedFilter } from '../../../shared/saved-filters.ts';
import { toProblem } from '../../api/problem.ts';
import { queryClient } from '../../api/queries.ts';
import {
  removeFilter,
  renameFilter,
  savedFiltersQuery,
  saveFilter,
} from '../../api/saved-filters.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './menu.module.css';
import { NameForm } from './name-form.tsx';
import { SaveFilterForm } from './save-filter-form.tsx';

export interface SavedFiltersMenuProps {
  /** The conditions that hold, as the address has them; empty without any. */
  readonly conditions: string;
  readonly onPick: (conditions: string) => void;
}

/** Conditions under names: to pick, to keep, to rename, to delete. */
export function SavedFiltersMenu({ conditions, onPick }: SavedFiltersMenuProps): JSX.Element {
  const { t } = useTranslation('history');
  return (
    <MenuButton label={t('saved.title')}>
      {(close) => (
        <Menu
          conditions={conditions}
          onPick={(picked) => {
            close();
            onPick(picked);
          }}
        />
      )}
    </MenuButton>
  );
}

function Menu({ conditions, onPick }: SavedFiltersMenuProps): JSX.Element {
  const { t } = useTranslation('history');
  const { data } = useQuery(savedFiltersQuery);
  const [renaming, setRenaming] = useState<string | null>(null);
  const settle = () => queryClient.invalidateQueries({ queryKey: savedFiltersQuery.queryKey });
  const options = { networkMode: 'always', onSettled: settle } as const;
  const save = useMutation({ mutationFn: saveFilter, ...options });
  const remove = useMutation({ mutationFn: removeFilter, ...options });
  const rename = useMutation({
    mutationFn: ({ id, name }: Pick<SavedFilter, 'id' | 'name'>) => renameFilter(id, name),
    ...options,
    onSuccess: () => setRenaming(null),
  });
  const gone = remove.data;
  const error = save.error ?? remove.error ?? rename.error;
  return (
    <div className={classes.menu}>
      {data?.filters.length === 0 && <p className={classes.hint}>{t('saved.none')}</p>}
      {data?.filters.map((filter) =>
        renaming === filter.id ? (
          <NameForm
            key={filter.id}
            name={filter.name}
            onDone={(name) => rename.mutate({ id: filter.id, name })}
          />
        ) : (
          <div key={filter.id} className={classes.line}>
            <button type="button" className={classes.item} onClick={() => onPick(filter.query)}>
              <span>{filter.name}</span>
              {filter.forAll && <small>{t('saved.forAll')}</small>}
            </button>
            {filter.mayChange && (
              <>
                <button
                  type="button"
                  className={classes.tool}
                  aria-label={t('saved.renameThis', { name: filter.name })}
                  onClick={() => setRenaming(filter.id)}
                >
                  {t('saved.rename')}
                </button>
                <button
                  type="button"
                  className={classes.tool}
                  aria-label={t('saved.deleteThis', { name: filter.name })}
                  onClick={() => remove.mutate(filter.id)}
                >
                  {t('saved.delete')}
                </button>
              </>
            )}
          </div>
        ),
      )}
      {gone !== undefined && (
        <div className={classes.line} role="status">
          <span className={classes.hint}>{t('saved.deleted', { name: gone.name })}</span>
          <button
            type="button"
            className={classes.tool}
            onClick={() => {
              const { name, query, forAll } = gone;
              remove.reset();
              save.mutate({ name, query, forAll });
            }}
          >
            {t('saved.undo')}
          </button>
        </div>
      )}
      {error !== null && <ProblemNote title={t('saved.failed')} problem={toProblem(error)} />}
      {conditions === '' ? (
        <p className={classes.hint}>{t('saved.noConditions')}</p>
      ) : (
        <SaveFilterForm
          key={data?.filters.length}
          onSave={(name, forAll) => save.mutate({ name, query: conditions, forAll })}
        />
      )}
    </div>
  );
}
