import type { JSX } from 'react';
import { Icon, type IconName } from './icons.tsx';
import classes from './tool-button.module.css';

export interface ToolButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** More than the label says, on hover and for readers. */
  readonly hint?: string;
  readonly onClick: () => void;
  /** Given for a toggle. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

/** A button of the line: 60 pixels, a sign with its word, usable with gloves. */
export function ToolButton(props: ToolButtonProps): JSX.Element {
  const { icon, label, hint, onClick, pressed, disabled } = props;
  return (
    <button
      type="button"
      className={classes.button}
      title={hint}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={22} />
      <span>{label}</span>
    </button>
  );
}
