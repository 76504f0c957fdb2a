import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestProblem } from '../../api/problem.ts';
import { settingsQuery } from '../../api/settings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ReasonList, reasonByKey } from '../../ui/reason-list.tsx';
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

  return (
    <Dialog
      title={t('why', { verdict: t(`frame:verdict.${verdict}`) })}
      size={560}
      onClose={onClose}
      onKeyDown={reasonByKey(reasons, (reason) => void say(reason))}
    >
      <div className={classes.form}>
        <ReasonList
          reasons={reasons}
          first={first}
          label={t('reasons')}
          onReason={(reason) => void say(reason)}
        />
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
