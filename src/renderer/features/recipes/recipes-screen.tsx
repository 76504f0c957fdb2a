import { useQuery } from '@tanstack/react-query';
import { type JSX, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_RECIPE } from '../../../shared/recipe.ts';
import { toProblem } from '../../api/problem.ts';
import { recipesQuery, useRecipeEvents } from '../../api/recipes.ts';
import { goToAddress, useAddress } from '../../ui/address.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RecipesModelsTabs } from '../../ui/recipes-models-tabs.tsx';
import { readDrafts, useDrafts, writeDraft } from './draft-store.ts';
import { RecipeEditor } from './editor.tsx';
import { ImportDialog, type Refused } from './import-dialog.tsx';
import { NewDialog } from './new-dialog.tsx';
import type { Source } from './preview/use-preview.ts';
import { readRecipeFile } from './recipe-files.ts';
import { RecipeList } from './recipe-list.tsx';
import classes from './recipes-screen.module.css';
import { IN_FORCE } from './use-editor.ts';

/** Recipes, written with the verdict in sight. */
export function RecipesScreen(): JSX.Element {
  const { t } = useTranslation('recipes');
  const { query } = useAddress();
  const recipes = useQuery(recipesQuery);
  const drafts = useDrafts();
  useRecipeEvents();
  const inspection = query.get('inspection');
  const [source, setSource] = useState<Source | null>(
    inspection === null ? null : { kind: 'inspection', id: inspection },
  );
  const [naming, setNaming] = useState<'new' | 'copy' | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const known = recipes.data?.recipes ?? [];
  const name = query.get('name') ?? IN_FORCE;
  const newest = known.find((recipe) => recipe.name === name) ?? null;
  const go = (to: string): void =>
    goToAddress({ path: 'recipes', query: new URLSearchParams({ name: to }) });
  const make = (to: string): void => {
    const from = naming === 'copy' ? (drafts.get(name)?.document ?? newest?.document) : undefined;
    writeDraft(to, { document: { ...(from ?? DEFAULT_RECIPE), name: to }, base: 0 });
    setNaming(null);
    go(to);
  };
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const imported = await readRecipeFile(file);
    if (imported.kind !== 'recipe') {
      setRefused(imported);
      return;
    }
    const { recipe } = imported;
    if (readDrafts().has(recipe.name)) {
      setRefused({ kind: 'unsaved', name: recipe.name });
      return;
    }
    const base = known.find((candidate) => candidate.name === recipe.name)?.revision ?? 0;
    writeDraft(recipe.name, { document: recipe, base });
    go(recipe.name);
  };

  return (
    <main className={classes.screen} aria-label={t('title')}>
      <InBar>
        <h1 className={classes.title}>{t('title')}</h1>
        <RecipesModelsTabs current="recipes" />
      </InBar>
      {recipes.isPending && <p role="status">{t('loading')}</p>}
      {recipes.isError && (
        <ProblemNote title={t('list.failed')} problem={toProblem(recipes.error)} />
      )}
      {recipes.isSuccess && (
        <>
          <RecipeList
            recipes={known}
            drafts={drafts}
            current={name}
            onNew={() => setNaming('new')}
            onImport={() => input.current?.click()}
          />
          {newest === null && !drafts.has(name) ? (
            <p className={classes.missing}>{t('editor.missing', { name })}</p>
          ) : (
            <RecipeEditor
              key={name}
              name={name}
              newest={newest}
              source={source}
              onSource={setSource}
              onDuplicate={() => setNaming('copy')}
            />
          )}
        </>
      )}
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('list.import')}
        onChange={(event) => {
          void open(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {naming !== null && (
        <NewDialog
          title={t(naming === 'new' ? 'new.title' : 'new.copyTitle', { name })}
          taken={[...known.map((recipe) => recipe.name), ...drafts.keys()]}
          onClose={() => setNaming(null)}
          onName={make}
        />
      )}
      {refused !== null && <ImportDialog refused={refused} onClose={() => setRefused(null)} />}
    </main>
  );
}
