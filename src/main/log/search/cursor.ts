import { PitchlineError } from '../../../shared/errors.ts';
import type { Order } from '../../../shared/history.ts';

/** Which way a list goes: a page's cursor is of one way and no use for the other. */
const WORD: Readonly<Record<Order, string>> = { newest: 'before', oldest: 'after' };

/** Where a page ended, as a text that clients hand back and do not look into. */
export function cursorAfter(seq: number, order: Order): string {
  return Buffer.from(`${WORD[order]}:${seq}`).toString('base64url');
}

/** @throws PitchlineError BAD_REQUEST */
export function readCursor(cursor: string, order: Order): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const match = /^(before|after):([1-9]\d{0,14})$/.exec(text);
  if (match?.[1] !== WORD[order]) {
    throw new PitchlineError(
      'BAD_REQUEST',
      'The cursor is not one of this log. Take "next" of the page before, or leave it out for the first page.',
    );
  }
  return Number(match[2]);
}
