import { Button } from '@mantine/core';
import { type JSX, useCallback, useEffect, useRef, useState } from 'react';
import { goToAddress, useLeaveGuard } from './address.ts';
import type { Address } from './address-text.ts';
import { Dialog } from './dialog.tsx';

export interface LeaveQuestionProps {
  readonly isDirty: boolean;
  /** Whether an address is still the same thing, which nobody is asked about. */
  readonly isHere: (to: Address) => boolean;
  readonly title: string;
  readonly what: string;
  readonly stay: string;
  /** Ways to leave, each with what it does before. */
  readonly ways: readonly { readonly label: string; readonly onLeave?: () => void }[];
}

/** Asks before somebody goes away from what is not saved. */
export function LeaveQuestion(props: LeaveQuestionProps): JSX.Element | null {
  const { isDirty, isHere, title, what, stay, ways } = props;
  const [target, setTarget] = useState<Address | null>(null);
  const isLeaving = useRef(false);
  const guard = useCallback(
    (to: Address): boolean => {
      if (isHere(to) || isLeaving.current) return true;
      setTarget(to);
      return false;
    },
    [isHere],
  );
  useLeaveGuard(isDirty ? guard : null);

  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [isDirty]);

  if (target === null) return null;
  return (
    <Dialog
      title={title}
      size={640}
      onClose={() => setTarget(null)}
      foot={
        <>
          {ways.map(({ label, onLeave }) => (
            <Button
              key={label}
              variant="default"
              size="md"
              onClick={() => {
                isLeaving.current = true;
                onLeave?.();
                setTarget(null);
                goToAddress(target);
              }}
            >
              {label}
            </Button>
          ))}
          <Button size="md" data-autofocus onClick={() => setTarget(null)}>
            {stay}
          </Button>
        </>
      }
    >
      <p>{what}</p>
    </Dialog>
  );
}
