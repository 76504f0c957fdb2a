import { Button, Textarea } from '@mantine/core';
import { type JSX, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DecisionSchema, type NewDisposition } from '../../shared/dispositions.ts';
import type { Verdict } from '../../shared/domain.ts';
import classes from './override-form.module.css';
import { VerdictSign } from './verdict-sign.tsx';

export interface OverrideFormProps {
  /** The verdict that counts now, which needs no override. */
  readonly effective: Verdict;
  /** What the station takes as a reason. */
  readonly reasons: readonly string[];
  readonly isSaving: boolean;
  readonly onSave: (said: NewDisposition) => void;
  readonly onCancel: () => void;
}

/** Another verdict, why, and what else there is to say. */
export function OverrideForm(props: OverrideFormProps): JSX.Element {
  const { effective, reasons, isSaving, onSave, onCancel } = props;
  const { t } = useTranslation('frame');
  const group = useId();
  const choices = DecisionSchema.options.filter((verdict) => verdict !== effective);
  const [verdict, setVerdict] = useState(choices[0]);
  const [reason, setReason] = useState<string | null>(null);
  const [remark, setRemark] = useState('');
  const form = useRef<HTMLFormElement>(null);
  // It opens at the press of a key, perhaps out of sight.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <form
      ref={form}
      className={classes.form}
      aria-label={t('override.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (verdict === undefined || reason === null) return;
        onSave({ kind: 'override', verdict, reason, ...(remark === '' ? {} : { remark }) });
      }}
    >
      <fieldset>
        <legend>{t('override.verdict')}</legend>
        <div className={classes.verdicts}>
          {choices.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name={`${group}-verdict`}
                checked={choice === verdict}
                onChange={() => setVerdict(choice)}
              />
              <VerdictSign verdict={choice} size="line" />
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('override.reason')}</legend>
        {reasons.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name={`${group}-reason`}
              required
              checked={choice === reason}
              onChange={() => setReason(choice)}
            />
            {choice}
          </label>
        ))}
      </fieldset>
      <Textarea
        label={t('override.remark')}
        autosize={false}
        rows={2}
        maxLength={2000}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button type="submit" size="lg" loading={isSaving} disabled={reason === null}>
          {t('override.save')}
        </Button>
        <Button variant="default" size="lg" onClick={onCancel}>
          {t('override.cancel')}
        </Button>
      </div>
    </form>
  );
}
