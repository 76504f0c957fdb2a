import { Modal } from '@mantine/core';
import { type JSX, type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  /** Width in CSS pixels, where there is so much. */
  readonly size: number;
  readonly onClose: () => void;
  /** The buttons, which stay in sight however long the rest is. */
  readonly foot?: ReactNode;
  /** Keys of its own, from the moment it is there: also before the focus has come into it. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}

/** A dialog over the page; it has the keyboard for itself, and Escape closes it. */
export function Dialog(props: DialogProps): JSX.Element {
  const { title, size, onClose, foot, onKeyDown, children } = props;
  const { t } = useTranslation('frame');
  useOwnKeys(onKeyDown);
  return (
    // Mantine's scroll lock writes a <style> element, which our policy forbids; the page does not scroll.
    <Modal.Root opened onClose={onClose} size={size} lockScroll={false} centered>
      <Modal.Overlay />
      <Modal.Content className={classes.content ?? ''}>
        <div className={classes.whole}>
          {/* Not Modal.Header: its <header> would be a second banner beside the bar's. */}
          <div className={classes.head}>
            <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
            <Modal.CloseButton aria-label={t('dialog.close')} size={44} />
          </div>
          <div className={classes.body}>{children}</div>
          {foot !== undefined && <div className={classes.foot}>{foot}</div>}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Before the page's own keys: Mantine draws a dialog and moves the focus a moment after it is opened. */
function useOwnKeys(onKeyDown: DialogProps['onKeyDown']): void {
  const latest = useRef(onKeyDown);
  useLayoutEffect(() => {
    latest.current = onKeyDown;
  });
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent): void => latest.current?.(event);
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, []);
}
