import { Modal } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  /** Width in CSS pixels, where there is so much. */
  readonly size: number;
  readonly onClose: () => void;
  /** The buttons, which stay in sight however long the rest is. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A dialog over the page; it has the keyboard for itself, and Escape closes it. */
export function Dialog({ title, size, onClose, foot, children }: DialogProps): JSX.Element {
  const { t } = useTranslation('frame');
  return (
    // Mantine's scroll lock writes a <style> element, which our policy forbids; the page does not scroll.
    <Modal.Root opened onClose={onClose} size={size} lockScroll={false} centered>
      <Modal.Overlay />
      <Modal.Content className={classes.content ?? ''}>
        {/* Not Modal.Header: its <header> would be a second banner beside the bar's. */}
        <div className={classes.head}>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('dialog.close')} size={44} />
        </div>
        <div className={classes.body}>{children}</div>
        {foot !== undefined && <div className={classes.foot}>{foot}</div>}
      </Modal.Content>
    </Modal.Root>
  );
}
