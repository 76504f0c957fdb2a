import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkKioskPin } from '../../api/kiosk.ts';
import { toProblem } from '../../api/problem.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useKeys } from '../../ui/keys/key-provider.tsx';
import { setKiosk } from '../../ui/kiosk-mode.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './leave-kiosk.module.css';

/** The way out of kiosk mode, at the foot of the rail; only who knows the PIN goes it. */
export function LeaveKiosk(): JSX.Element {
  const { t } = useTranslation('kiosk');
  const [isAsked, setAsked] = useState(false);
  useKeys([
    {
      chords: ['Ctrl+Shift+L'],
      group: 'help',
      label: t('leave'),
      run: () => setAsked(true),
    },
  ]);
  return (
    <>
      <button
        type="button"
        className={classes.leave}
        aria-label={t('leave')}
        title={t('leave')}
        onClick={() => setAsked(true)}
      >
        <Icon name="lock" size={22} />
        {t('leaveShort')}
      </button>
      {isAsked && <AskPin onClose={() => setAsked(false)} />}
    </>
  );
}

function AskPin({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('kiosk');
  const [pin, setPin] = useState('');
  const check = useMutation({
    mutationFn: () => checkKioskPin(pin),
    networkMode: 'always',
    onSuccess: () => setKiosk(false),
    onError: () => setPin(''),
  });
  return (
    <FormDialog
      title={t('leave')}
      size={460}
      submit={t('leave')}
      cancel={t('cancel')}
      buttonSize="lg"
      isSending={check.isPending}
      isComplete={pin !== ''}
      onSubmit={() => check.mutate()}
      onClose={onClose}
    >
      <TextInput
        size="lg"
        type="password"
        label={t('pin')}
        description={t('leaveHint')}
        autoComplete="off"
        maxLength={200}
        data-autofocus
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      {check.isError && <ProblemNote title={t('leaveFailed')} problem={toProblem(check.error)} />}
    </FormDialog>
  );
}
