import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diffRecipes } from '../../../../shared/recipes/diff.ts';
import type { RecipeRevision } from '../../../../shared/recipes/revision.ts';
import { toProblem } from '../../../api/problem.ts';
import { revisionsQuery } from '../../../api/recipes.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import { ChangeTable } from '../change-table.tsx';
import { SaveDialog } from '../save-dialog.tsx';
import classes from './runs.module.css';

export interface RevisionsProps {
  readonly name: string;
  readonly mayChange: boolean;
  /** The form shows what was gone back to. */
  readonly onRestored: () => void;
}

/** What a recipe was and became; one may go back to any of it, which makes a new revision. */
export function Revisions({ name, mayChange, onRestored }: RevisionsProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const history = useQuery(revisionsQuery(name));
  const [chosen, setChosen] = useState<number | null>(null);
  const [isRestoring, setIsRestoring] = useState(false);
  if (history.isPending) return <p role="status">{t('loading')}</p>;
  if (history.isError) {
    return <ProblemNote title={t('revisions.failed')} problem={toProblem(history.error)} />;
  }
  const { revisions } = history.data;
  const newest = revisions[0];
  const shown = revisions.find(({ revision }) => revision === chosen) ?? revisions[1] ?? newest;
  if (newest === undefined || shown === undefined) return <p>{t('revisions.none')}</p>;
  const changes = diffRecipes(shown.document, newest.document);
  return (
    <div className={classes.revisions}>
      <ol className={classes.line} aria-label={t('revisions.title')}>
        {revisions.map((revision) => (
          <li key={revision.id}>
            <button
              type="button"
              aria-pressed={revision === shown}
              onClick={() => setChosen(revision.revision)}
            >
              <RevisionText revision={revision} isNewest={revision === newest} />
            </button>
          </li>
        ))}
      </ol>
      <section aria-label={t('revisions.diff')} className={classes.diff}>
        {changes.length === 0 ? (
          <p>{t('revisions.same')}</p>
        ) : (
          <>
            <ChangeTable
              caption={t('revisions.caption', { from: shown.revision, to: newest.revision })}
              changes={changes}
            />
            <div>
              <Button size="md" disabled={!mayChange} onClick={() => setIsRestoring(true)}>
                {t('revisions.restore', { revision: shown.revision })}
              </Button>
              <p className={classes.hint}>{t(mayChange ? 'revisions.restoreHint' : 'noRight')}</p>
            </div>
          </>
        )}
      </section>
      {isRestoring && (
        <SaveDialog
          title={t('revisions.restoreTitle', { name, revision: shown.revision })}
          recipe={shown.document}
          newest={newest}
          base={newest.revision}
          note={t('revisions.note', { revision: shown.revision })}
          onClose={() => setIsRestoring(false)}
          onSaved={() => {
            setIsRestoring(false);
            onRestored();
          }}
        />
      )}
    </div>
  );
}

function RevisionText(props: {
  readonly revision: RecipeRevision;
  readonly isNewest: boolean;
}): JSX.Element {
  const { revision, isNewest } = props;
  const { t } = useTranslation('recipes');
  const formats = useFormats();
  return (
    <>
      <strong>
        {t('list.revision', { revision: revision.revision })}
        {isNewest && ` · ${t('revisions.newest')}`}
      </strong>
      <span>
        <time dateTime={revision.createdAt} title={revision.createdAt}>
          {formats.date(revision.createdAt)}
        </time>
        {revision.createdBy !== null && ` · ${revision.createdBy}`}
      </span>
      {revision.note !== null && <span>{revision.note}</span>}
    </>
  );
}
