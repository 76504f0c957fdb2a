import type { JSX } from 'react';
import classes from './reason-list.module.css';

export interface ReasonListProps {
  readonly reasons: readonly string[];
  /** The one that Enter gives at once; none where something else has the focus first. */
  readonly first?: string | undefined;
  readonly label: string;
  readonly onReason: (reason: string) => void;
}

/** The station's reasons for another verdict: one press each, by finger or by its number. */
export function ReasonList({ reasons, first, label, onReason }: ReasonListProps): JSX.Element {
  return (
    <ol className={classes.reasons} aria-label={label}>
      {reasons.map((reason, place) => (
        <li key={reason}>
          <button
            type="button"
            data-autofocus={reason === first || undefined}
            onClick={() => onReason(reason)}
          >
            {place < 9 && <kbd>{place + 1}</kbd>}
            <span>{reason}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** For a dialog around the list: what its number keys say, unless somebody writes a remark. */
export function reasonByKey(
  reasons: readonly string[],
  onReason: (reason: string) => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    const reason = /^[1-9]$/.test(event.key) ? reasons[Number(event.key) - 1] : undefined;
    if (reason === undefined || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    onReason(reason);
  };
}
