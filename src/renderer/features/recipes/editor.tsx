import { Button } from '@mantine/core';
import { type JSX, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeRevision } from '../../../shared/recipes/revision.ts';
import { useRight } from '../../api/session.ts';
import { goToAddress, useAddress } from '../../ui/address.ts';
import { useKeys } from '../../ui/keys/key-provider.tsx';
import { downloadRecipe } from './download-recipe.ts';
import { CalibrationSection } from './form/calibration-section.tsx';
import { ChecksSection } from './form/checks-section.tsx';
import { ClassesSection } from './form/classes-section.tsx';
import { type Drawing, FormContext } from './form/form-context.ts';
import { ModelSection } from './form/model-section.tsx';
import { RegionsSection } from './form/regions-section.tsx';
import { RequiredSection } from './form/required-section.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { PreviewPanel } from './preview/preview-panel.tsx';
import { type Source, usePreview } from './preview/use-preview.ts';
import { Problems } from './problems.tsx';
import classes from './recipes-screen.module.css';
import { DryRunPart } from './runs/dry-run.tsx';
import { Revisions } from './runs/revisions.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { useEditor } from './use-editor.ts';

const VIEWS = ['edit', 'revisions', 'dry-run'] as const;
type View = (typeof VIEWS)[number];

export interface EditorProps {
  readonly name: string;
  /** Null for a recipe that was never saved. */
  readonly newest: RecipeRevision | null;
  readonly source: Source | null;
  readonly onSource: (source: Source) => void;
  readonly onDuplicate: () => void;
}

/** One recipe: its form, its revisions or a dry run, and beside them the verdict on a picture. */
export function RecipeEditor(props: EditorProps): JSX.Element {
  const { name, newest, source, onSource, onDuplicate } = props;
  const { t } = useTranslation('recipes');
  const { query } = useAddress();
  const view = VIEWS.find((candidate) => candidate === query.get('view')) ?? 'edit';
  const mayChange = useRight('recipes') === true;
  const editor = useEditor(name, newest);
  const { draft, isDirty, refusals, valid } = editor;
  const [drawing, draw] = useState<Drawing | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const preview = usePreview(source, valid);
  const { content } = preview;
  const problems = useMemo(
    () => new Map(refusals.map(({ path, problem }) => [path, problem])),
    [refusals],
  );
  const canSave = mayChange && isDirty && refusals.length === 0;
  const form = {
    ...{ draft, problems, drawing, draw },
    set: editor.set,
    detections: content?.detections ?? [],
    picture: content,
  };
  const show = (next: View): void => goToAddress({ path: 'recipes', query: queryOf(name, next) });

  useKeys([
    {
      chords: ['Ctrl+S'],
      group: 'screen',
      label: t('save.open'),
      run: () => canSave && setIsSaving(true),
    },
    {
      chords: ['Escape'],
      group: 'screen',
      label: t('region.stop'),
      run: () => draw(null),
    },
  ]);

  const views: Readonly<Record<View, () => ReactNode>> = {
    edit: () => (
      <>
        <Problems refusals={refusals} />
        <ModelSection />
        <ClassesSection />
        <RequiredSection />
        <RegionsSection />
        <ChecksSection />
        <CalibrationSection />
      </>
    ),
    revisions: () =>
      newest === null ? (
        <p>{t('revisions.none')}</p>
      ) : (
        <Revisions
          name={name}
          mayChange={mayChange}
          onRestored={() => {
            editor.discard();
            show('edit');
          }}
        />
      ),
    'dry-run': () => (
      <DryRunPart
        recipe={valid}
        isRefused={refusals.length > 0}
        mayRun={mayChange}
        onTry={(id) => onSource({ kind: 'inspection', id })}
      />
    ),
  };

  return (
    <FormContext value={form}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={classes.editor} aria-label={t('editor.title', { name })} tabIndex={0}>
        <div className={classes.head}>
          <div className={classes.name}>
            <h2>{name}</h2>
            <span>
              {newest === null ? t('list.new') : t('list.revision', { revision: newest.revision })}
              {isDirty && ` · ${t('list.unsaved')}`}
            </span>
          </div>
          <div className={classes.buttons}>
            <Button size="sm" variant="default" onClick={() => downloadRecipe(valid)}>
              {t('editor.export')}
            </Button>
            <Button size="sm" variant="default" onClick={onDuplicate}>
              {t('editor.duplicate')}
            </Button>
            {isDirty && (
              <Button size="sm" variant="default" onClick={editor.discard}>
                {t('editor.discard')}
              </Button>
            )}
            <Button size="sm" disabled={!canSave} onClick={() => setIsSaving(true)}>
              {t('save.open')}
            </Button>
          </div>
          {!mayChange && <p className={classes.why}>{t('noRight')}</p>}
          <nav className={classes.views} aria-label={t('editor.views')}>
            {VIEWS.map((candidate) => (
              <a
                key={candidate}
                className={classes.view}
                href={`#/recipes?${queryOf(name, candidate)}`}
                aria-current={candidate === view ? 'page' : undefined}
              >
                {t(`view.${candidate}`)}
              </a>
            ))}
          </nav>
        </div>
        {views[view]()}
      </section>
      <PreviewPanel
        state={preview}
        source={source}
        onSource={onSource}
        recipe={valid}
        isBehind={refusals.length > 0}
      />
      {isSaving && (
        <SaveDialog
          title={t('save.title', { name })}
          recipe={valid}
          newest={newest}
          base={editor.base}
          onClose={() => setIsSaving(false)}
          onSaved={() => {
            setIsSaving(false);
            editor.discard();
          }}
        />
      )}
      <LeaveGuard name={name} isDirty={isDirty} onDiscard={editor.discard} />
    </FormContext>
  );
}

function queryOf(name: string, view: View): URLSearchParams {
  return new URLSearchParams(view === 'edit' ? { name } : { name, view });
}
