import { type AuditHead, type AuditRow, auditHash, NO_HASH } from '../audit-chain.ts';
import { found } from './problem.ts';
import { highestEver, rowsInOrder, type Walk } from './walk.ts';

/** A row that the chain must hold: a hash that was printed, or a backup's manifest. */
export interface KnownHead {
  readonly hash: string;
  /** Its number, where that is known too. */
  readonly seq: number | null;
}

/**
 * Walks the audit chain from its first row. A row that was changed has another hash than it says; one
 * that was taken out, put in or moved breaks the numbers or the hashes; a tail that was cut shows by
 * SQLite's count of rows, and to whoever knows a later head.
 */
export function checkChain(walk: Walk, known: KnownHead | null): AuditHead {
  let head: AuditHead = { seq: 0, hash: NO_HASH };
  let isKnownThere = known === null;
  for (const row of rowsInOrder<AuditRow>(
    walk,
    'audit',
    'seq, at, kind, actor, payload, previous, hash',
  )) {
    checkRow(row, head);
    head = { seq: row.seq, hash: row.hash };
    if (known !== null && row.hash === known.hash) isKnownThere = true;
    if (known?.seq === row.seq && row.hash !== known.hash) {
      found(
        'head',
        { row: row.seq },
        `Audit row ${row.seq} is not the one that was known before: the chain was written anew from there or earlier.`,
      );
    }
  }
  const highest = highestEver(walk, 'audit');
  if (highest > head.seq) {
    const row = head.seq + 1;
    found('chain', { row }, `Audit row ${row} and all after it are gone: there were ${highest}.`);
  }
  if (!isKnownThere) {
    found(
      'head',
      { row: head.seq + 1 },
      `The chain ends with row ${head.seq}, and the known head is not in it: its tail was cut or written anew.`,
    );
  }
  return head;
}

function checkRow(row: AuditRow, before: AuditHead): void {
  const expected = before.seq + 1;
  if (row.seq > expected) {
    found('chain', { row: expected }, `Audit row ${expected} is missing.`);
  }
  if (row.seq < expected) {
    found('chain', { row: row.seq }, `Audit row ${row.seq} was put in before the first one.`);
  }
  if (auditHash(row) !== row.hash) {
    found('chain', { row: row.seq }, `Audit row ${row.seq} was changed: its hash is another.`);
  }
  if (row.previous !== before.hash) {
    const { seq } = row;
    found(
      'chain',
      { row: seq },
      `Audit row ${seq} does not follow the one before it: one of the two was changed, put in or moved.`,
    );
  }
}
