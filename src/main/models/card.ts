import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../durable.ts';

/** What makers of models write about them, in Markdown, beside the file. */
export const CARD_FILE = 'MODEL_CARD.md';

/** A longer one is cut: it is read by people. */
const LONGEST_BYTES = 200_000;

/** @returns null where there is none, or none that can be read */
export async function readCard(folder: string): Promise<string | null> {
  const file = await open(join(folder, CARD_FILE)).catch(() => null);
  if (file === null) return null;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(LONGEST_BYTES), 0, LONGEST_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    // A folder of that name, or a disk that fails: the model itself does not depend on it.
    return null;
  } finally {
    await file.close();
  }
}

/** Takes the card along where one lies beside the model, in place of an older one. */
export async function copyCard(from: string, to: string): Promise<void> {
  const found = await stat(join(from, CARD_FILE)).catch(() => null);
  const text = found?.isFile() === true ? await readCard(from) : null;
  if (text !== null) await replaceFile(join(to, CARD_FILE), text);
}
