import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entryQuery } from '../../api/history.ts';
import { toProblem } from '../../api/problem.ts';
import { useRight } from '../../api/session.ts';
import { useComparing } from '../../ui/comparison/use-comparing.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { createViewStore } from '../../ui/viewer/view-store.ts';
import { nextWaiting, stepped } from './queue-state.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { ReviewPanel } from './review-panel.tsx';
import classes from './review-screen.module.css';
import { ReviewStage } from './review-stage.tsx';
import { useDeciding } from './use-deciding.ts';
import { useQueue } from './use-queue.ts';
import { useReviewKeys } from './use-review-keys.ts';

/** What is asked of the person now: why the picture is OK, or NG. */
interface Asking {
  readonly id: string;
  readonly verdict: 'ok' | 'ng';
}

/** What the station left to a person, the oldest first, by keyboard alone or by large buttons. */
export function ReviewScreen(): JSX.Element {
  const { t } = useTranslation('review');
  const formats = useFormats();
  const { state, isLoading, problem, change, retry } = useQueue();
  const { ids, total, decided, current } = state;
  const entry = useQuery({ ...entryQuery(current ?? ''), enabled: current !== null });
  const next = nextWaiting(state);
  useQuery({ ...entryQuery(next ?? ''), enabled: next !== null });
  const mayDispose = useRight('dispose') === true;
  const deciding = useDeciding();
  const view = useMemo(createViewStore, []);
  const comparing = useComparing(entry.data ?? null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const usual = useRef<Partial<Record<'ok' | 'ng', string>>>({});

  // Nobody decides about a picture that is not on the screen yet.
  const ask = (verdict: 'ok' | 'ng'): void => {
    if (mayDispose && current !== null && entry.data?.id === current) {
      setAsking({ id: current, verdict });
    }
  };
  const step = (by: 1 | -1): void => change((before) => stepped(before, by));
  const undo = async (): Promise<void> => {
    const id = mayDispose ? await deciding.undo() : null;
    if (id !== null) change((before) => ({ ...before, current: id }));
  };
  const decide = async (
    { id, verdict }: Asking,
    reason: string,
    remark: string,
  ): Promise<boolean> => {
    const added = remark === '' ? {} : { remark };
    const kept = await deciding.decide(id, { kind: 'override', verdict, reason, ...added });
    if (!kept) return false;
    usual.current = { ...usual.current, [verdict]: reason };
    change((before) => {
      const after = { ...before, decided: new Map(before.decided).set(id, verdict) };
      return before.current === id ? { ...after, current: nextWaiting(after) } : after;
    });
    return true;
  };
  useReviewKeys({ ask, step, undo, compare: comparing.toggle });

  const number = formats.count(total.count);
  const place = current === null ? ids.length : ids.indexOf(current) + 1;
  return (
    <main className={classes.screen} aria-label={t('title')}>
      <h1 className="visually-hidden">{t('title')}</h1>
      {problem !== null && (
        <ProblemNote title={t('failed')} problem={problem}>
          <Button variant="default" size="md" onClick={retry}>
            {t('retry')}
          </Button>
        </ProblemNote>
      )}
      {ids.length > 0 && (
        <div className={classes.progress}>
          <span role="status">
            {t('progress', {
              place: formats.count(place),
              all: total.more ? t('countMore', { number }) : number,
            })}
          </span>
          <progress aria-label={t('done')} value={decided.size} max={total.count} />
        </div>
      )}
      {entry.isError && <ProblemNote title={t('entryFailed')} problem={toProblem(entry.error)} />}
      {current !== null && entry.data !== undefined && (
        <div className={classes.workplace}>
          <ReviewStage entry={entry.data} other={comparing.shown} view={view} />
          <ReviewPanel
            entry={entry.data}
            decided={decided.get(current) ?? null}
            comparing={comparing}
            mayDispose={mayDispose}
            canUndo={deciding.canUndo}
            problem={asking === null ? deciding.problem : null}
            onDecide={ask}
            onStep={step}
            onUndo={undo}
          />
        </div>
      )}
      {current === null && problem === null && (
        <div className={classes.nothing} role="status">
          <p>{isLoading ? t('loading') : t(ids.length === 0 ? 'nothing' : 'allDone')}</p>
          {deciding.canUndo && (
            <Button size="xl" variant="default" onClick={undo}>
              {t('undo')}
            </Button>
          )}
        </div>
      )}
      {asking !== null && (
        <ReasonDialog
          verdict={asking.verdict}
          usual={usual.current[asking.verdict] ?? null}
          problem={deciding.problem}
          onClose={() => setAsking(null)}
          onReason={(reason, remark) => decide(asking, reason, remark)}
        />
      )}
    </main>
  );
}
