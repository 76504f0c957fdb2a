import type { Alarm, StationEvent } from '../../shared/events.ts';

/** Raises and clears the alarms of one folder, each only when it changes. */
export class FolderAlarms {
  readonly #folderId: string;
  readonly #publish: (event: StationEvent) => void;
  readonly #raised = new Map<string, { readonly message: string; readonly since: string }>();

  constructor(folderId: string, publish: (event: StationEvent) => void) {
    this.#folderId = folderId;
    this.#publish = publish;
  }

  /** @param message null: all is well */
  set(what: string, severity: Alarm['severity'], message: string | null): void {
    const alarm = `folder-${what}:${this.#folderId}`;
    const before = this.#raised.get(alarm);
    if (before?.message === message || (before === undefined && message === null)) return;
    if (message === null) {
      this.#raised.delete(alarm);
      this.#publish({ kind: 'alarm.cleared', alarm });
      return;
    }
    const since = before?.since ?? new Date().toISOString();
    this.#raised.set(alarm, { message, since });
    this.#publish({ kind: 'alarm.raised', alarm, severity, message, since });
  }

  /** The folder is not watched any more. */
  clear(): void {
    for (const alarm of this.#raised.keys()) this.#publish({ kind: 'alarm.cleared', alarm });
    this.#raised.clear();
  }
}
