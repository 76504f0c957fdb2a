import { type ErrorCode, PitchlineError } from '../../shared/errors.ts';
import { isDiskFull, systemCode } from '../errno.ts';

/**
 * What SQLite said, for a person. Anything that is none of its failures comes back as it was, so
 * that a refusal of the caller's own passes through a transaction untouched.
 */
export function logFailure(error: unknown): unknown {
  const code = systemCode(error);
  if (code === 'SQLITE_FULL' || isDiskFull(error)) {
    return failure(
      'DISK_FULL',
      'The disk that holds the data folder is full: nothing can be written to the log. Free some space; nothing that was recorded is lost.',
      error,
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return failure(
      'LOG_BUSY',
      'Another program holds the log (pitchline.db) locked. Close it, or try again in a moment.',
      error,
    );
  }
  if (isDamage(error)) {
    return failure(
      'LOG_DAMAGED',
      'The log (pitchline.db) is damaged. Start the station again: it sets the file aside, begins a new one and names the newest good backup.',
      error,
    );
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|IOERR)/.test(code)) {
    return failure(
      'LOG_NOT_WRITABLE',
      `The log (pitchline.db) cannot be read or written: ${String(error)}. Check the data folder's disk and its permissions.`,
      error,
    );
  }
  return error;
}

/** The file's content is wrong, not the way to it. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(systemCode(error));
}

function failure(code: ErrorCode, message: string, cause: unknown): PitchlineError {
  return new PitchlineError(code, message, { cause });
}
