import { Button } from '@mantine/core';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseAddress } from '../../ui/address-text.ts';
import { Dialog } from '../../ui/dialog.tsx';

export interface LeaveGuardProps {
  readonly name: string;
  readonly isDirty: boolean;
  readonly onDiscard: () => void;
}

/** Asks before somebody goes away from a recipe whose changes are not saved. */
export function LeaveGuard({ name, isDirty, onDiscard }: LeaveGuardProps): JSX.Element | null {
  const { t } = useTranslation('recipes');
  const [target, setTarget] = useState<string | null>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!isDirty) return;
    const onHash = (event: HashChangeEvent): void => {
      const { path, query } = parseAddress(new URL(event.newURL).hash);
      const stays = path === 'recipes' && (query.get('name') ?? name) === name;
      if (stays || isLeaving.current) return;
      // Before the page hears of it: the address goes back to where one still is.
      event.stopImmediatePropagation();
      window.history.replaceState(null, '', event.oldURL);
      setTarget(new URL(event.newURL).hash);
    };
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('hashchange', onHash, { capture: true });
    window.addEventListener('beforeunload', onUnload);
    return () => {
      window.removeEventListener('hashchange', onHash, { capture: true });
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [isDirty, name]);

  if (target === null) return null;
  const leave = (discard: boolean): void => {
    isLeaving.current = true;
    if (discard) onDiscard();
    setTarget(null);
    window.location.hash = target;
    // The event of this change comes later than the change itself.
    window.addEventListener(
      'hashchange',
      () => {
        isLeaving.current = false;
      },
      { once: true },
    );
  };
  return (
    <Dialog
      title={t('leave.title', { name })}
      size={640}
      onClose={() => setTarget(null)}
      foot={
        <>
          <Button variant="default" size="md" onClick={() => leave(true)}>
            {t('leave.discard')}
          </Button>
          <Button variant="default" size="md" onClick={() => leave(false)}>
            {t('leave.keep')}
          </Button>
          <Button size="md" data-autofocus onClick={() => setTarget(null)}>
            {t('leave.stay')}
          </Button>
        </>
      }
    >
      <p>{t('leave.what')}</p>
    </Dialog>
  );
}
