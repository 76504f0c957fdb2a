import { type JSX, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../../../shared/recipe.ts';
import { withMillimetres } from '../../../../shared/recipes/scale.ts';
import { isShown } from '../../../../shared/recipes/scores.ts';
import { judge } from '../../../../shared/verdict.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import { VerdictSign } from '../../../ui/verdict-sign.tsx';
import classes from './preview.module.css';
import { PreviewPicture } from './preview-picture.tsx';
import { SourceBar } from './source-bar.tsx';
import type { PreviewState, Source } from './use-preview.ts';

export interface PreviewPanelProps {
  readonly state: PreviewState;
  readonly source: Source | null;
  readonly onSource: (source: Source) => void;
  /** The newest form of the recipe that could be judged by. */
  readonly recipe: Recipe;
  /** The form has something that is refused: the verdict is that of before. */
  readonly isBehind: boolean;
}

/** The verdict of the recipe as it stands in the form, on one picture, at once. */
export function PreviewPanel(props: PreviewPanelProps): JSX.Element {
  const { state, source, onSource, recipe, isBehind } = props;
  const { t } = useTranslation('recipes');
  const { content, problem, isWorking } = state;
  const verdict = useMemo(
    () => (content === null ? null : judge(content.detections, content, recipe)),
    [content, recipe],
  );
  const shown = useMemo(
    () =>
      content === null
        ? []
        : withMillimetres(content.detections, content, recipe.calibration).flatMap(
            (detection, index) => (isShown(recipe, detection) ? [{ detection, index }] : []),
          ),
    [content, recipe],
  );
  return (
    <aside className={classes.panel} aria-label={t('preview.title')}>
      <SourceBar source={source} onSource={onSource} />
      {state.url === null ? (
        <p className={classes.empty}>{t('preview.none')}</p>
      ) : (
        <PreviewPicture name={state.name} url={state.url} content={content} shown={shown} />
      )}
      <div className={classes.answer}>
        <div role="status" aria-live="polite">
          {verdict !== null && <VerdictSign verdict={verdict.verdict} size="line" />}
          {isWorking && <span className={classes.quiet}>{t('preview.working')}</span>}
          {isBehind && <span className={classes.quiet}>{t('preview.behind')}</span>}
        </div>
        {problem !== null && <ProblemNote title={t('preview.failed')} problem={problem} />}
        {verdict !== null && <Reasons reasons={verdict.reasons.map(({ detail }) => detail)} />}
        {content !== null && <Measured content={content} count={shown.length} />}
      </div>
    </aside>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }): JSX.Element {
  const { t } = useTranslation('recipes');
  if (reasons.length === 0) return <p className={classes.quiet}>{t('preview.noReasons')}</p>;
  return (
    <ol className={classes.reasons} aria-label={t('preview.reasons')}>
      {reasons.map((reason, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is its rank, and it has no state
        <li key={place}>{reason}</li>
      ))}
    </ol>
  );
}

function Measured(props: {
  readonly content: NonNullable<PreviewState['content']>;
  readonly count: number;
}): JSX.Element {
  const { width, height, facts, detections } = props.content;
  const { t } = useTranslation('recipes');
  const formats = useFormats();
  return (
    <p className={classes.quiet}>
      {t('preview.size', { width, height })}{' '}
      {facts !== null &&
        t('preview.facts', {
          sharpness: formats.pixels(facts.sharpness),
          brightness: formats.pixels(facts.brightness),
          black: formats.share(facts.blackShare),
          white: formats.share(facts.whiteShare),
        })}{' '}
      {t('preview.counted', { shown: props.count, all: detections.length })}
    </p>
  );
}
