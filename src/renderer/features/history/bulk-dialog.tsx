import { Button, Progress, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchAnswer } from '../../../shared/dispositions.ts';
import { matchingIds } from '../../api/history.ts';
import { toProblem } from '../../api/problem.ts';
import { settingsQuery } from '../../api/settings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { OverrideForm } from '../../ui/override-form.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import type { BulkSaying } from './bulk.ts';
import classes from './bulk-dialog.module.css';
import { BulkOutcome } from './bulk-outcome.tsx';
import { useBulk } from './use-bulk.ts';

export type BulkKind = BulkSaying['kind'];

export interface BulkDialogProps {
  readonly kind: BulkKind;
  /** What was picked; null: all that meet the conditions. */
  readonly picked: readonly string[] | null;
  readonly filter: string;
  /** With what was added and still stands, and could be taken back. */
  readonly onClose: (added: BatchAnswer['added']) => void;
}

/** Up to so many a press of a button will do; of more the number is typed. */
const EASY = 20;

/** Says one thing of many inspections: what, of how many, how far, and what became of it. */
export function BulkDialog({ kind, picked, filter, onClose }: BulkDialogProps): JSX.Element {
  const { t } = useTranslation(['history', 'frame']);
  const { data: settings } = useQuery(settingsQuery);
  const formats = useFormats();
  const found = useMatching(picked, filter);
  const [said, setSaid] = useState<BulkSaying | null>(kind === 'confirm' ? { kind } : null);
  const bulk = useBulk();
  const { step } = bulk;
  const leave = (): void => {
    bulk.stop();
    onClose(step.name === 'done' && !step.isUndo ? step.result.added : []);
  };
  const title = t(kind === 'confirm' ? 'bulk.confirmTitle' : 'bulk.overrideTitle');
  const content = (): JSX.Element => {
    if (found.problem !== null) {
      return <ProblemNote title={t('bulk.lookFailed')} problem={toProblem(found.problem)} />;
    }
    if (found.ids === null) return <p role="status">{t('bulk.looking')}</p>;
    const { ids } = found;
    if (step.name === 'running') {
      const { done, total } = step;
      return (
        <div className={classes.step} role="status">
          <p>
            {t(step.isUndo ? 'bulk.takingBack' : 'bulk.saying', {
              done: formats.count(done),
              total: formats.count(total),
            })}
          </p>
          <Progress aria-label={title} value={(100 * done) / Math.max(1, total)} size="lg" />
          <Button variant="default" size="lg" onClick={bulk.stop}>
            {t('bulk.stop')}
          </Button>
        </div>
      );
    }
    if (step.name === 'done') {
      return <BulkOutcome step={step} onUndo={bulk.undo} onClose={leave} />;
    }
    if (said === null) {
      return (
        <OverrideForm
          // None of the choices: what the many are now may differ.
          effective="error"
          reasons={settings?.dispositionReasons ?? []}
          isSaving={false}
          onSave={(chosen) => {
            if (chosen.kind !== 'withdraw') setSaid(chosen);
          }}
          onCancel={leave}
        />
      );
    }
    return (
      <Ask said={said} number={ids.length} onSay={() => bulk.say(ids, said)} onCancel={leave} />
    );
  };
  return (
    <Dialog title={title} size={560} onClose={step.name === 'running' ? bulk.stop : leave}>
      {content()}
    </Dialog>
  );
}

function Ask(props: {
  readonly said: BulkSaying;
  readonly number: number;
  readonly onSay: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const { said, number, onSay, onCancel } = props;
  const { t } = useTranslation('history');
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const isSure = number <= EASY || typed.trim() === String(number);
  const words = { count: number, number: formats.count(number) };
  return (
    <form
      className={classes.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (isSure && number > 0) onSay();
      }}
    >
      <p className={classes.what}>
        {t(said.kind === 'confirm' ? 'bulk.askConfirm' : 'bulk.askOverride', words)}
        {said.kind === 'override' && <VerdictSign verdict={said.verdict} size="line" />}
      </p>
      {said.reason !== undefined && <p>{said.reason}</p>}
      {said.remark !== undefined && <p>{said.remark}</p>}
      {said.kind === 'confirm' && <p className={classes.quiet}>{t('bulk.confirmHint')}</p>}
      {number > EASY && (
        <TextInput
          size="md"
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          label={t('bulk.type', { number })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className={classes.buttons}>
        <Button type="submit" size="lg" disabled={!isSure || number === 0}>
          {t(said.kind === 'confirm' ? 'bulk.doConfirm' : 'bulk.doOverride', words)}
        </Button>
        <Button variant="default" size="lg" onClick={onCancel}>
          {t('bulk.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface Matching {
  readonly ids: readonly string[] | null;
  readonly problem: unknown;
}

/** Looked up before one is asked, so that the number is of what will be said, and of nothing later. */
function useMatching(picked: readonly string[] | null, filter: string): Matching {
  const [matching, setMatching] = useState<Matching>({ ids: picked, problem: null });
  useEffect(() => {
    if (picked !== null) return;
    const ended = new AbortController();
    matchingIds(filter, ended.signal).then(
      (ids) => setMatching({ ids, problem: null }),
      (problem: unknown) => {
        if (!ended.signal.aborted) setMatching({ ids: null, problem });
      },
    );
    return () => ended.abort();
  }, [picked, filter]);
  return matching;
}
