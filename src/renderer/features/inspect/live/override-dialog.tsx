import { SegmentedControl, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DecisionSchema, type NewDisposition } from '../../../../shared/dispositions.ts';
import type { RequestProblem } from '../../../api/problem.ts';
import { settingsQuery } from '../../../api/settings.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { fileName } from '../../../ui/file-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { ReasonList, reasonByKey } from '../../../ui/reason-list.tsx';
import bar from '../inspect-bar.module.css';
import type { LivePicture } from './live-state.ts';
import classes from './override-dialog.module.css';

export interface OverrideDialogProps {
  readonly picture: LivePicture;
  readonly problem: RequestProblem | null;
  readonly onClose: () => void;
  /** Resolves with whether it is kept. */
  readonly onSay: (what: NewDisposition) => Promise<boolean>;
}

/** Another verdict, and why: a reason is one press, by finger or by its number. */
export function OverrideDialog(props: OverrideDialogProps): JSX.Element {
  const { picture, problem, onClose, onSay } = props;
  const { t } = useTranslation(['live', 'frame']);
  const { data: settings } = useQuery(settingsQuery);
  const choices = DecisionSchema.options.filter((verdict) => verdict !== picture.effective);
  const [verdict, setVerdict] = useState(choices[0] ?? 'ok');
  const [remark, setRemark] = useState('');
  const [failed, setFailed] = useState(false);
  const reasons = settings?.dispositionReasons ?? [];

  const say = async (reason: string): Promise<void> => {
    const added = remark.trim() === '' ? {} : { remark: remark.trim() };
    const kept = await onSay({ kind: 'override', verdict, reason, ...added });
    setFailed(!kept);
    if (kept) onClose();
  };

  return (
    <Dialog
      title={t('overriding.title', { name: picture.serial ?? fileName(picture.file) })}
      size={640}
      onClose={onClose}
      onKeyDown={reasonByKey(reasons, (reason) => void say(reason))}
    >
      <div className={classes.form}>
        <SegmentedControl
          aria-label={t('overriding.verdict')}
          classNames={{ root: bar.switch ?? '', indicator: bar.indicator ?? '' }}
          fullWidth
          size="lg"
          value={verdict}
          onChange={setVerdict}
          data={choices.map((choice) => ({
            value: choice,
            label: t('overriding.choice', { verdict: t(`frame:verdict.${choice}`) }),
          }))}
        />
        <Textarea
          size="md"
          rows={2}
          maxLength={2000}
          label={t('overriding.remark')}
          value={remark}
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
        <h3>{t('overriding.reason')}</h3>
        <ReasonList
          reasons={reasons}
          label={t('overriding.reason')}
          onReason={(reason) => void say(reason)}
        />
        {failed && problem !== null && <ProblemNote title={t('notSaid')} problem={problem} />}
      </div>
    </Dialog>
  );
}
