import { type JSX, type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './drop-down.module.css';

export interface DropDownProps {
  /** Spoken name of what drops down. */
  readonly label: string;
  /** The button; it gets whether the rest is open, and the function that opens and closes. */
  readonly button: (isOpen: boolean, toggle: () => void) => ReactNode;
  readonly children: (close: () => void) => ReactNode;
}

/**
 * Something small under a button, until one picks, presses Escape or goes elsewhere. In the button's
 * own place and not at the end of the page, so that the order of Tab and of landmarks stays right.
 */
export function DropDown({ label, button, children }: DropDownProps): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const [side, setSide] = useState<'left' | 'right'>('left');
  const [isUp, setIsUp] = useState(false);
  const close = (): void => {
    setIsOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  const toggle = (): void => {
    const { left = 0, bottom = 0 } = place.current?.getBoundingClientRect() ?? {};
    setSide(left > window.innerWidth / 2 ? 'right' : 'left');
    setIsUp(bottom > window.innerHeight / 2);
    setIsOpen(!isOpen);
  };

  useEffect(() => {
    if (!isOpen) return;
    const element = place.current;
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && element?.contains(event.target)) return;
      setIsOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      // Where the focused thing went away, as a line that was deleted, the page itself has the keys.
      const { target } = event;
      const isOurs = target instanceof Node && element?.contains(target) === true;
      if (!isOurs && target !== document.body) return;
      // The page's own keys would act on what is behind.
      event.stopPropagation();
      if (event.key !== 'Escape') return;
      setIsOpen(false);
      element?.querySelector('button')?.focus();
    };
    element?.querySelector<HTMLElement>('[role="dialog"] :is(input, select, button)')?.focus();
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);

  return (
    <div ref={place} className={classes.place}>
      {button(isOpen, toggle)}
      {isOpen && (
        <div
          className={classes.drop}
          role="dialog"
          aria-label={label}
          data-side={side}
          data-up={isUp || undefined}
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}
