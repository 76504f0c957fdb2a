import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestProblem } from '../../api/problem.ts';
import { settingsQuery } from '../../api/settings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './reason-dialog.module.css';

export interface ReasonDialogProps {
  readonly verdict: 'ok' | 'ng';
  /** The reason that was given last for this verdict: Enter gives it again. */
  readonly usual: string | null;
  readonly problem: RequestProblem | null;
  readonly onClose: () => void;
  /** Resolves with whether it is kept. */
  readonly onReason: (reason: string, remark: string) => Promise<boolean>;
}

/** Why it is so: one press, by finger or by its number. Nothing is decided without a reason. */
export function ReasonDialog(props: ReasonDialogProps): JSX.Element {
  const { verdict, usual, problem, onClose, onReason } = props;
  const { t } = useTranslation(['review', 'frame']);
  const { data: settings } = useQuery(settingsQuery);
  const [remark, setRemark] = useState('');
  const [failed, setFailed] = useState(false);
  const reasons = settings?.dispositionReasons ?? [];
  const first = usual !== null && reasons.includes(usual) ? usual : reasons[0];

  const say = async (reason: string): Promise<void> => {
    const kept = await onReason(reason, remark.trim());
    setFailed(!kept);
    if (kept) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const reason = /^[1-9]$/.test(event.key) ? reasons[Number(event.key) - 1] : undefined;
    if (reason === undefined || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    void say(reason);
  };

  return (
    <Dialog
      title={t('why', { verdict: t(`frame:verdict.${verdict}`) })}
      size={560}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <div className={classes.form}>
        <ol className={classes.reasons} aria-label={t('reasons')}>
          {reasons.map((reason, place) => (
            <li key={reason}>
              <button
                type="button"
                data-autofocus={reason === first || undefined}
                onClick={() => say(reason)}
              >
                {place < 9 && <kbd>{place + 1}</kbd>}
                <span>{reason}</span>
              </button>
            </li>
          ))}
        </ol>
        <Textarea
          size="md"
          rows={2}
          maxLength={2000}
          label={t('remark')}
          value={remark}
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
        {failed && problem !== null && <ProblemNote title={t('notSaid')} problem={problem} />}
      </div>
    </Dialog>
  );
}
