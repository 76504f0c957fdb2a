import { Button } from '@mantine/core';
import { type JSX, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { closeFirstStepsForAll } from '../../../api/first-steps.ts';
import { useRight } from '../../../api/session.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useKeys } from '../../../ui/keys/key-provider.tsx';
import { usePreferences } from '../../../ui/preferences.ts';
import { useFormats } from '../../../ui/use-formats.ts';
import { DemoStep } from './demo-step.tsx';
import classes from './first-steps.module.css';
import { FolderStep } from './folder-step.tsx';
import { OwnStep } from './own-step.tsx';
import { RecipeStep } from './recipe-step.tsx';
import { STEPS, type Step } from './steps.ts';
import { type Steps, useSteps } from './use-steps.ts';

/** What to do first, beside the real thing: it covers nothing, and ticks itself off. */
export function Guide(): JSX.Element | null {
  const { t } = useTranslation('firstSteps');
  const formats = useFormats();
  const [, prefer] = usePreferences();
  const maySettle = useRight('settings') === true;
  const steps = useSteps();
  const current = steps?.current ?? null;
  const { card, body, onActed } = useFocusOn(current);

  const close = useCallback((): void => {
    prefer({ firstSteps: 'closed' });
    // This browser has put it away already; another one shows it again at the worst.
    if (maySettle) closeFirstStepsForAll().catch(() => undefined);
  }, [prefer, maySettle]);
  useKeys([{ chords: ['Shift+G'], group: 'screen', label: t('close'), run: close }]);

  if (steps === null) return null;
  const counted = { done: formats.count(steps.done.size), all: formats.count(STEPS.length) };
  return (
    <section ref={card} className={classes.guide} aria-label={t('title')}>
      <div className={classes.head}>
        <h2>{t('title')}</h2>
        <p className="visually-hidden" role="status">
          {t('progress', counted)}
        </p>
        <ol className={classes.steps}>
          {STEPS.map((step, place) => (
            <li
              key={step}
              aria-current={step === current ? 'step' : undefined}
              data-done={steps.done.has(step) || undefined}
            >
              <span className={classes.mark}>
                {steps.done.has(step) ? <Icon name="ok" stroke={3} /> : formats.count(place + 1)}
              </span>
              {t(`step.${step}`)}
              {steps.done.has(step) && <span className="visually-hidden">{t('done')}</span>}
            </li>
          ))}
        </ol>
        <Button variant="default" size="md" title={t('closeHint')} onClick={close}>
          {t('close')}
        </Button>
      </div>
      <fieldset
        ref={body}
        className={classes.body}
        aria-label={t(current === null ? 'finish' : `step.${current}`)}
        tabIndex={-1}
      >
        <StepBody steps={steps} onActed={onActed} />
        {current === null && (
          <>
            <span>{t('allDone')}</span>
            <Button size="md" onClick={close}>
              {t('finish')}
            </Button>
          </>
        )}
      </fieldset>
    </section>
  );
}

interface StepBodyProps {
  readonly steps: Steps;
  readonly onActed: () => void;
}

/** The step that is next, to be done here and now; at the end what came of it. */
function StepBody({ steps: { current, folder, own }, onActed }: StepBodyProps): JSX.Element | null {
  if (current === 'demo') return <DemoStep onActed={onActed} />;
  if (current === 'folder') return <FolderStep onActed={onActed} />;
  if (folder === null) return null;
  if (current === 'recipe') return <RecipeStep folder={folder} onActed={onActed} />;
  return <OwnStep own={own} folder={folder} />;
}

/**
 * The button that finished a step goes with it: whoever pressed it is taken to the next step, unless
 * they went elsewhere meanwhile.
 */
function useFocusOn(current: Step | null) {
  const card = useRef<HTMLElement>(null);
  const body = useRef<HTMLFieldSetElement>(null);
  const acted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is the trigger
  useEffect(() => {
    if (!acted.current) return;
    acted.current = false;
    const { activeElement } = document;
    const isOurs = activeElement === document.body || card.current?.contains(activeElement);
    if (isOurs) body.current?.focus();
  }, [current]);
  const onActed = useCallback(() => {
    acted.current = true;
  }, []);
  return { card, body, onActed };
}
