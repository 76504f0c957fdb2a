import { readFile, stat } from 'node:fs/promises';
import { PitchlineError } from '../../shared/errors.ts';
import { systemCode } from '../errno.ts';

/**
 * The text of a file of labels.
 *
 * @param mostBytes larger files are refused before they are read
 * @throws PitchlineError LABELS_NOT_FOUND, LABELS_TOO_LARGE
 */
export async function readLabelText(path: string, mostBytes: number): Promise<string> {
  const cannot = (cause: unknown): never => {
    const why = systemCode(cause) === 'ENOENT' ? 'there is no such file' : String(cause);
    throw new PitchlineError('LABELS_NOT_FOUND', `${path} cannot be read: ${why}.`, { cause });
  };
  const facts = await stat(path).catch(cannot);
  // A pipe or a device could be read for ever.
  if (!facts.isFile()) throw new PitchlineError('LABELS_NOT_FOUND', `${path} is no file.`);
  if (facts.size > mostBytes) {
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
    throw new PitchlineError(
      'LABELS_TOO_LARGE',
      `${path} has ${megabytes(facts.size)} MB; labels up to ${megabytes(mostBytes)} MB are read. Evaluate in parts.`,
    );
  }
  const bytes = await readFile(path).catch(cannot);
  // Editors on Windows like to begin a file with a byte order mark, which the decoder takes off.
  return new TextDecoder().decode(bytes);
}
