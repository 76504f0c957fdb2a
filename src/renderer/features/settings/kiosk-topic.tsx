import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_KIOSK_PIN } from '../../../shared/kiosk.ts';
import { kioskQuery, setKioskPin } from '../../api/kiosk.ts';
import { toProblem } from '../../api/problem.ts';
import { useRight } from '../../api/session.ts';
import { setKiosk } from '../../ui/kiosk-mode.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RightNote } from '../../ui/right-note.tsx';
import classes from './facts.module.css';
import { Topic } from './topic.tsx';

/** The PIN of kiosk mode, and the way into it. */
export function KioskTopic(): JSX.Element {
  const { t } = useTranslation('kiosk');
  const may = useRight('settings');
  const kiosk = useQuery(kioskQuery);
  return (
    <Topic name="kiosk" title={t('title')}>
      <p className={classes.note}>{t('hint')}</p>
      <RightNote right="settings" />
      {kiosk.isError && <ProblemNote title={t('failed')} problem={toProblem(kiosk.error)} />}
      {may === true && kiosk.isSuccess && (
        <>
          <PinForm isSet={kiosk.data.pinSet} />
          <div className={classes.actions}>
            <Button size="md" disabled={!kiosk.data.pinSet} onClick={() => setKiosk(true)}>
              {t('enter')}
            </Button>
          </div>
        </>
      )}
    </Topic>
  );
}

function PinForm({ isSet }: { readonly isSet: boolean }): JSX.Element {
  const { t } = useTranslation('kiosk');
  const [pin, setPin] = useState('');
  const save = useMutation({
    mutationFn: () => setKioskPin(pin),
    networkMode: 'always',
    onSuccess: () => setPin(''),
  });
  return (
    <form
      className={classes.narrow}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p role="status">{t(save.isSuccess ? 'pinSaved' : isSet ? 'pinIsSet' : 'pinIsMissing')}</p>
      <TextInput
        size="md"
        type="password"
        label={t('pin')}
        description={t('pinHint', { count: SHORTEST_KIOSK_PIN })}
        autoComplete="new-password"
        maxLength={200}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button
          type="submit"
          variant="default"
          size="md"
          loading={save.isPending}
          disabled={pin === ''}
        >
          {t('setPin')}
        </Button>
      </div>
      {save.isError && <ProblemNote title={t('pinFailed')} problem={toProblem(save.error)} />}
    </form>
  );
}
