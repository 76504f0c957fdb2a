import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../durable.ts';
import { CSV_HEADER, csvRow, type ResultDocument } from './result-document.ts';

const CHUNK = 65_536;

/**
 * Appends lines to the files of their days (UTC): `2026-11-24.csv`. When it resolves, the disk has
 * them.
 *
 * @param inDoubt some of them may be in there already, from before a crash
 * @throws what the system says; a line that was cut off is taken away at the next call
 */
export async function appendCsvResults(
  folder: string,
  documents: readonly ResultDocument[],
  inDoubt: boolean,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const days = Map.groupBy(documents, ({ at }) => at.slice(0, 10));
  for (const [day, ofDay] of days) await append(join(folder, `${day}.csv`), ofDay, inDoubt);
}

async function append(
  path: string,
  documents: readonly ResultDocument[],
  inDoubt: boolean,
): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const end = await endOfLastLine(file);
    await file.truncate(end);
    const there = inDoubt ? await idsIn(file, new Set(documents.map(({ id }) => id))) : null;
    const rows = documents.filter(({ id }) => there?.has(id) !== true).map(csvRow);
    const text = `${end === 0 ? CSV_HEADER : ''}${rows.join('')}`;
    if (text !== '') await file.writeFile(text);
    await file.sync();
    if (end === 0) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

/** In bytes; what comes after it was cut off. A cell may hold a line feed alone, so it is CR LF. */
async function endOfLastLine(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const buffer = Buffer.alloc(CHUNK);
  // One byte of overlap, for the pair that two chunks share.
  for (let end = size; end > 1; end -= CHUNK - 1) {
    const start = Math.max(0, end - CHUNK);
    const { bytesRead } = await file.read(buffer, 0, end - start, start);
    const at = buffer.subarray(0, bytesRead).lastIndexOf('\r\n');
    if (at !== -1) return start + at + 2;
  }
  return 0;
}

/** Which of the ids are in the file. */
async function idsIn(file: FileHandle, wanted: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const buffer = Buffer.alloc(CHUNK);
  let kept = '';
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, position);
    if (bytesRead === 0) return found;
    position += bytesRead;
    const text = kept + buffer.toString('latin1', 0, bytesRead);
    for (const id of wanted) if (text.includes(id)) found.add(id);
    // An id may lie across two chunks.
    kept = text.slice(-64);
  }
}
