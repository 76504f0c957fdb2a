import { PitchlineError } from '../../../shared/errors.ts';

/** Where a page ended, as a text that clients hand back and do not look into. */
export function cursorAfter(seq: number): string {
  return Buffer.from(`before:${seq}`).toString('base64url');
}

/** @throws PitchlineError BAD_REQUEST */
export function readCursor(cursor: string): number {
  const match = /^before:([1-9]\d{0,14})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (match === null) {
    throw new PitchlineError(
      'BAD_REQUEST',
      'The cursor is not one of this log. Take "next" of the page before, or leave it out for the first page.',
    );
  }
  return Number(match[1]);
}
