import { Button } from '@mantine/core';
import { type JSX, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goToAddress, useLeaveGuard } from '../../ui/address.ts';
import type { Address } from '../../ui/address-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { IN_FORCE } from './use-editor.ts';

export interface LeaveGuardProps {
  readonly name: string;
  readonly isDirty: boolean;
  readonly onDiscard: () => void;
}

/** Asks before somebody goes away from a recipe whose changes are not saved. */
export function LeaveGuard({ name, isDirty, onDiscard }: LeaveGuardProps): JSX.Element | null {
  const { t } = useTranslation('recipes');
  const [target, setTarget] = useState<Address | null>(null);
  const isLeaving = useRef(false);
  const guard = useCallback(
    (to: Address): boolean => {
      const stays = to.path === 'recipes' && (to.query.get('name') ?? IN_FORCE) === name;
      if (stays || isLeaving.current) return true;
      setTarget(to);
      return false;
    },
    [name],
  );
  useLeaveGuard(isDirty ? guard : null);

  if (target === null) return null;
  const leave = (discard: boolean): void => {
    isLeaving.current = true;
    if (discard) onDiscard();
    setTarget(null);
    goToAddress(target);
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
