import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, UNFINISHED } from '../durable.ts';
import { systemCode } from '../errno.ts';
import { hashFile } from '../hash-file.ts';
import { type Fingerprint, hasSameContent, lookAt } from './fingerprint.ts';
import { numbered, placeNew } from './place-new.ts';

export interface Move {
  /** Names it among the moves of the station. */
  readonly id: number;
  readonly source: string;
  readonly target: string;
  /** As it was judged. */
  readonly facts: Fingerprint;
  readonly sha256: string;
  /** It may have been begun before: what lies at the target can be its own. */
  readonly resumed: boolean;
}

/** `changed`: other content lies at the source by now, which is a new arrival and stays. */
export type MoveOutcome = 'moved' | 'gone' | 'changed';

/**
 * Moves a judged file and never overwrites another. It can be cut off at any point and called again.
 *
 * @param retarget called before another target is tried, because the first one is taken
 * @throws what the system says; the file is still at its source then
 */
export async function moveFile(
  move: Move,
  retarget: (target: string) => void,
): Promise<MoveOutcome> {
  const here = await lookAt(move.source);
  if (here === null) return (await lookAt(move.target)) === null ? 'gone' : await settled(move);
  if (!hasSameContent(here, move.facts)) return 'changed';
  if (move.resumed && (await finishOwn(move, here))) return 'moved';
  await makeFolder(dirname(move.target));
  let target = move.target;
  let placed = await place(move, target);
  for (let number = 2; placed === 'taken'; number += 1) {
    target = numbered(move.target, number);
    retarget(target);
    placed = await place(move, target);
  }
  return placed === 'copied' ? 'moved' : settled({ ...move, target });
}

/** What the camera overwrote in the very moment of the move was not judged: it goes back. */
async function settled({ source, target, facts }: Move): Promise<MoveOutcome> {
  const there = await lookAt(target);
  // The inode tells it from a file of somebody else; a copy on another file system has its own.
  const isOurs = there !== null && there.inode === facts.inode;
  if (!isOurs || hasSameContent(there, facts)) return 'moved';
  let back = source;
  for (let number = 2; !(await placeNew(target, back)); number += 1)
    back = numbered(source, number);
  return 'changed';
}

/** Ends what a crash cut off between the two names of a file. */
async function finishOwn({ source, target, facts, sha256 }: Move, here: Fingerprint) {
  const there = await lookAt(target);
  if (there === null) return false;
  if (there.size === 0 && facts.size > 0) {
    await rename(source, target);
    return true;
  }
  const isOne = there.inode === here.inode && hasSameContent(there, here);
  if (!isOne && !(await isOwnCopy(source, target, sha256))) return false;
  await unlink(source);
  return true;
}

/** Only a move to another file system leaves a copy; on the same one an equal file is somebody else's. */
async function isOwnCopy(source: string, target: string, sha256: string): Promise<boolean> {
  const [here, there] = await Promise.all([stat(source), stat(target)]);
  return here.dev !== there.dev && (await hashFile(target)) === sha256;
}

type Placed = 'renamed' | 'copied' | 'taken';

async function place(move: Move, target: string): Promise<Placed> {
  try {
    return (await placeNew(move.source, target)) ? 'renamed' : 'taken';
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error;
    return placeCopy(move, target);
  }
}

/** To another file system: a whole copy under its name first, then the source goes. */
async function placeCopy({ id, source, facts, sha256 }: Move, target: string): Promise<Placed> {
  const temporary = join(dirname(target), `${UNFINISHED}move-${id}`);
  try {
    const copied = await copySynced(source, temporary);
    if (copied !== sha256 && sha256 !== '') {
      throw new Error(`${source} changed while it was copied`);
    }
    const seconds = Number(facts.mtimeNs) / 1e9;
    await utimes(temporary, seconds, seconds);
    if (!(await placeNew(temporary, target))) return 'taken';
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(target));
  const here = await lookAt(source);
  if (here !== null && hasSameContent(here, facts)) await unlink(source);
  return 'copied';
}

/** @returns sha256 of what was copied */
async function copySynced(source: string, target: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(target, 'w');
  try {
    for await (const chunk of createReadStream(source) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made !== undefined) await syncFolder(dirname(made));
}
