import { createContext, type ReactNode, type ReactPortal, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The part of the top bar that belongs to the screen on show; null until the frame has drawn it. */
export const BarSlotContext = createContext<HTMLElement | null>(null);

/** Puts a screen's own controls into the frame's top bar. */
export function InBar({ children }: { readonly children: ReactNode }): ReactPortal | null {
  const slot = useContext(BarSlotContext);
  return slot === null ? null : createPortal(children, slot);
}
