import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { replaceFile, syncFolder, UNFINISHED, writeSynced } from '../durable.ts';
import { fitting, numbered, placeNew } from './place-new.ts';
import type { ResultDocument } from './result-document.ts';

/**
 * Writes `NAME.json`, whole or not at all. Called again after a crash it finds what it wrote.
 *
 * @param existing `number`: a file of that name that nobody took away yet stays; `replace`: it goes
 * @throws what the system says; it can be tried again then
 */
export async function writeJsonResult(
  folder: string,
  document: ResultDocument,
  existing: 'number' | 'replace',
): Promise<void> {
  const name = withoutEnding(document.relativePath);
  const path = fitting(join(folder, dirname(name)), basename(name), '.json');
  const text = `${JSON.stringify(document)}\n`;
  await mkdir(dirname(path), { recursive: true });
  if (existing === 'replace') return replaceFile(path, text);
  const temporary = join(dirname(path), `${UNFINISHED}${document.id}`);
  await writeSynced(temporary, text);
  try {
    let target = path;
    for (let number = 2; !(await placeNew(temporary, target)); number += 1) {
      if (await isThisOne(target, document.id)) return;
      target = numbered(path, number);
    }
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
}

async function isThisOne(path: string, id: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.includes(`"id":"${id}"`);
}

function withoutEnding(relativePath: string): string {
  return relativePath.replace(/\.[^./]+$/, '');
}
