import { type BigIntStats, fstatSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { PitchlineError } from '../../../shared/errors.ts';

/**
 * @returns the whole file
 * @throws PitchlineError PICTURE_NOT_FOUND, PICTURE_NOT_READABLE, PICTURE_IS_DIRECTORY,
 *   PICTURE_TOO_LARGE, PICTURE_CHANGED
 */
export async function readPictureFile(
  path: string,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    // Looked at before it is opened: opening a named pipe would wait for a writer for ever.
    const facts = await stat(path);
    if (facts.isDirectory()) {
      throw new PitchlineError(
        'PICTURE_IS_DIRECTORY',
        'This is a folder and not a picture. Name the pictures in it, or inspect it as a folder.',
      );
    }
    if (!facts.isFile()) {
      throw new PitchlineError('PICTURE_NOT_READABLE', 'This is a device and not a file.');
    }
    checkByteCount(facts.size, maxBytes);
    return await readWhole(path, facts.size);
  } catch (error) {
    throw explain(error);
  }
}

/**
 * One read for the whole file: `readFile` returns to the event loop after each half megabyte, and
 * each return waits while ONNX Runtime holds the thread.
 */
async function readWhole(path: string, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path);
  try {
    const before = factsOf(file);
    const bytes = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(bytes, filled, size - filled);
      // It became shorter since it was looked at; the decoder says what is missing.
      if (bytesRead === 0) return bytes.slice(0, filled);
      filled += bytesRead;
    }
    refuseMixture(before, factsOf(file));
    return bytes;
  } finally {
    // Nobody waits for it: what was read stays read.
    file.close().catch(() => undefined);
  }
}

/** At once, for the same reason: it takes microseconds, and a turn of the event loop an inference. */
function factsOf(file: FileHandle): BigIntStats {
  return fstatSync(file.fd, { bigint: true });
}

/** Half of an old picture and half of a new one may decode and is neither. */
function refuseMixture(before: BigIntStats, after: BigIntStats): void {
  if (before.mtimeNs === after.mtimeNs && before.size === after.size) return;
  throw new PitchlineError(
    'PICTURE_CHANGED',
    'Another program wrote to this file while it was read. Try again when it is complete.',
  );
}

/** @throws PitchlineError PICTURE_TOO_LARGE */
export function checkByteCount(size: number, maxBytes: number): void {
  if (size <= maxBytes) return;
  const megabytes = (count: number): string => (count / 1e6).toFixed(1);
  throw new PitchlineError(
    'PICTURE_TOO_LARGE',
    `The file has ${megabytes(size)} MB; the limit is ${megabytes(maxBytes)} MB. Raise the limit in the settings if the picture is right.`,
  );
}

function explain(error: unknown): PitchlineError {
  if (error instanceof PitchlineError) return error;
  const cause = error;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ERR_INVALID_ARG_VALUE':
      return new PitchlineError(
        'PICTURE_NOT_FOUND',
        'There is no such file. Check the path; the file may have been moved or deleted.',
        { cause },
      );
    case 'EACCES':
    case 'EPERM':
      return new PitchlineError(
        'PICTURE_NOT_READABLE',
        'The file may not be read by this user. Give the station read permission for it.',
        { cause },
      );
    case 'EISDIR':
      return new PitchlineError('PICTURE_IS_DIRECTORY', 'This is a folder and not a picture.', {
        cause,
      });
    default:
      return new PitchlineError(
        'PICTURE_NOT_READABLE',
        `The file cannot be read: ${error instanceof Error ? error.message : String(error)}. Check the disk or the network share, and whether another program holds it.`,
        { cause },
      );
  }
}
