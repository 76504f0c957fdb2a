import { Button } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { DropDown } from './drop-down.tsx';

export interface MenuButtonProps {
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button of a bar with something small under it. */
export function MenuButton({ label, children }: MenuButtonProps): JSX.Element {
  return (
    <DropDown
      label={label}
      button={(isOpen, toggle) => (
        <Button
          variant="default"
          size="md"
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={toggle}
        >
          {label}
        </Button>
      )}
    >
      {children}
    </DropDown>
  );
}
