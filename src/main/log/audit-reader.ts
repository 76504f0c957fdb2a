import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditEntry, AuditKind } from '../../shared/log.ts';
import type { AuditRow } from './audit-chain.ts';
import type { LogDatabase } from './database.ts';

export interface AuditQuery {
  /** Rows before this one; null: from the newest. */
  readonly before: number | null;
  readonly limit: number;
  readonly kinds: readonly AuditKind[];
  /** Id or name of a person, as it was at that time. */
  readonly person: string | null;
  /** Somewhere in what was recorded; upper and lower case of plain letters are the same. */
  readonly text: string | null;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** What to ask for as `before` to read on; null at the end. */
  readonly next: number | null;
}

/** So many rows are looked at in a go: the rest of the station has its turn in between. */
const WINDOW = 2_000;

interface Window {
  readonly from: number;
  readonly before: number;
  readonly limit: number;
  readonly kinds: string;
  readonly person: string | null;
  readonly text: string | null;
}

/** Reads the audit trail, the newest first. */
export class AuditReader {
  readonly #last;
  readonly #window;
  readonly #ofKinds;

  constructor({ connection }: LogDatabase) {
    this.#last = connection.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM audit').pluck();
    this.#window = connection.prepare<[Window], AuditRow>(
      `SELECT seq, at, kind, actor, payload, previous, hash FROM audit
       WHERE seq >= @from AND seq < @before
         AND (@kinds = '[]' OR kind IN (SELECT value FROM json_each(@kinds)))
         AND (@person IS NULL OR actor ->> 'personId' = @person
           OR actor ->> 'name' = @person COLLATE NOCASE)
         AND (@text IS NULL OR instr(lower(payload), lower(@text)) > 0)
       ORDER BY seq DESC LIMIT @limit`,
    );
    this.#ofKinds = connection.prepare<[string], AuditRow>(
      `SELECT seq, at, kind, actor, payload, previous, hash FROM audit
       WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY seq`,
    );
  }

  /** Every row of some kinds, the oldest first. */
  *ofKinds(kinds: readonly AuditKind[]): Generator<AuditEntry> {
    for (const row of this.#ofKinds.iterate(JSON.stringify(kinds))) yield entryOf(row);
  }

  async page({ before, limit, kinds, person, text }: AuditQuery): Promise<AuditPage> {
    const entries: AuditEntry[] = [];
    let end = before ?? (this.#last.get() ?? 0) + 1;
    while (end > 1 && entries.length < limit) {
      const from = Math.max(1, end - WINDOW);
      const rows = this.#window.all({
        ...{ from, before: end, limit: limit - entries.length },
        ...{ kinds: JSON.stringify(kinds), person, text },
      });
      entries.push(...rows.map(entryOf));
      end = entries.length < limit ? from : (entries.at(-1)?.seq ?? from);
      if (end > 1 && entries.length < limit) await nextTurn();
    }
    return { entries, next: end > 1 ? end : null };
  }
}

/** A row that was tampered with is shown too, as far as it can be read: verifying says what is wrong. */
function entryOf({ kind, actor, payload, ...row }: AuditRow): AuditEntry {
  return {
    ...row,
    kind: kind as AuditKind,
    actor: parsed(actor) ?? { personId: null, name: actor, via: 'station' },
    payload: parsed(payload) ?? payload,
  };
}

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
