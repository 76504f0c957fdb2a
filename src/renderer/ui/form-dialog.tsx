import { Button } from '@mantine/core';
import { type JSX, type ReactNode, useId } from 'react';
import { Dialog } from './dialog.tsx';

export interface FormDialogProps {
  readonly title: string;
  /** Width in CSS pixels, where there is so much. */
  readonly size: number;
  readonly submit: string;
  /** Without one only the cross closes it. */
  readonly cancel?: string;
  readonly buttonSize?: 'md' | 'lg';
  readonly className?: string | undefined;
  readonly isSending?: boolean;
  readonly isComplete?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks for something: Enter sends it, and its buttons stay in sight. */
export function FormDialog(props: FormDialogProps): JSX.Element {
  const { title, size, submit, cancel, buttonSize = 'md', className } = props;
  const { isSending = false, isComplete = true, onSubmit, onClose, children } = props;
  const form = useId();
  return (
    <Dialog
      title={title}
      size={size}
      onClose={onClose}
      foot={
        <>
          {cancel !== undefined && (
            <Button variant="default" size={buttonSize} onClick={onClose}>
              {cancel}
            </Button>
          )}
          <Button
            type="submit"
            form={form}
            size={buttonSize}
            loading={isSending}
            disabled={!isComplete}
          >
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={className}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
