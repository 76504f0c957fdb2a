import { type JSX, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Address } from '../../ui/address-text.ts';
import { LeaveQuestion } from '../../ui/leave-question.tsx';
import { IN_FORCE } from './use-editor.ts';

export interface LeaveGuardProps {
  readonly name: string;
  readonly isDirty: boolean;
  readonly onDiscard: () => void;
}

/** Asks before somebody goes away from a recipe whose changes are not saved. */
export function LeaveGuard({ name, isDirty, onDiscard }: LeaveGuardProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const isHere = useCallback(
    (to: Address): boolean => to.path === 'recipes' && (to.query.get('name') ?? IN_FORCE) === name,
    [name],
  );
  return (
    <LeaveQuestion
      isDirty={isDirty}
      isHere={isHere}
      title={t('leave.title', { name })}
      what={t('leave.what')}
      stay={t('leave.stay')}
      ways={[{ label: t('leave.discard'), onLeave: onDiscard }, { label: t('leave.keep') }]}
    />
  );
}
