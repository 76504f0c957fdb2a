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
 * @throws what the system says; a line of them that was cut off is taken away at the next call
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
    const rows = documents.map(csvRow);
    const { end, torn, lineBreak } = await ending(file, [CSV_HEADER, ...rows]);
    if (torn) await file.truncate(end);
    const there = inDoubt
      ? await idsIn(file, new Set(documents.map(({ id }) => id)), end)
      : new Set<string>();
    const missing = rows.filter((_, index) => !there.has(documents[index]?.id ?? ''));
    const text = `${lineBreak}${end === 0 && lineBreak === '' ? CSV_HEADER : ''}${missing.join('')}`;
    if (text !== '') await file.writeFile(text);
    await file.sync();
    if (end === 0) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

interface Ending {
  /** In bytes: where the last whole line ends. */
  readonly end: number;
  /** What comes after it is what a crash left of one of our lines. */
  readonly torn: boolean;
  /** What ends the last line where somebody else wrote it and did not end it. */
  readonly lineBreak: string;
}

/**
 * Only what a crash left of a line of ours may go: the file may have been saved anew by a spreadsheet
 * or an editor, with other line ends or none at its end.
 *
 * @param ours lines that may have been in work when a crash came
 */
async function ending(file: FileHandle, ours: readonly string[]): Promise<Ending> {
  const { size } = await file.stat();
  const last = Buffer.alloc(2);
  if (size >= 2) await file.read(last, 0, 2, size - 2);
  if (size === 0 || last.toString('latin1') === '\r\n') {
    return { end: size, torn: false, lineBreak: '' };
  }
  const end = await endOfLastLine(file);
  const left = Buffer.alloc(Math.min(size - end, longest(ours)));
  await file.read(left, 0, left.length, end);
  const isWhole = left.length === size - end;
  const torn = isWhole && ours.some((line) => isLeftOf(line, left));
  return { end, torn, lineBreak: torn || end === size ? '' : '\r\n' };
}

function longest(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => Buffer.byteLength(line)));
}

/** A beginning of the line; zeros where the disk had the length already and not yet the bytes. */
function isLeftOf(line: string, left: Buffer): boolean {
  const written = left.length - trailingZeros(left);
  return Buffer.from(line).subarray(0, written).equals(left.subarray(0, written));
}

function trailingZeros(bytes: Buffer): number {
  let count = 0;
  while (count < bytes.length && bytes[bytes.length - 1 - count] === 0) count += 1;
  return count;
}

const [QUOTE, LINE_FEED] = [0x22, 0x0a];

/** In bytes. A cell in quotes may hold line feeds of its own, so all of the file is read: a rare case. */
async function endOfLastLine(file: FileHandle): Promise<number> {
  const buffer = Buffer.alloc(CHUNK);
  let end = 0;
  let isQuoted = false;
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, position);
    if (bytesRead === 0) return end;
    for (let at = 0; at < bytesRead; at += 1) {
      if (buffer[at] === QUOTE) isQuoted = !isQuoted;
      else if (buffer[at] === LINE_FEED && !isQuoted) end = position + at + 1;
    }
    position += bytesRead;
  }
}

/** Which of the ids are in the whole lines of the file. */
async function idsIn(
  file: FileHandle,
  wanted: ReadonlySet<string>,
  end: number,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const buffer = Buffer.alloc(CHUNK);
  let kept = '';
  for (let position = 0; position < end; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, end - position), position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const text = kept + buffer.toString('latin1', 0, bytesRead);
    for (const id of wanted) if (text.includes(id)) found.add(id);
    // An id may lie across two chunks.
    kept = text.slice(-64);
  }
  return found;
}
