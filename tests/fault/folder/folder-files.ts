import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const MOST_LOOKS = 100;
const OUTCOMES = ['ok', 'ng', 'review', 'error'] as const;

/** How often each content lies in the outcome folders of a folder, by sha256. */
export function movedFiles(folder: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const outcome of OUTCOMES) {
    for (const content of contentsIn(join(folder, outcome))) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      counts.set(sha256, (counts.get(sha256) ?? 0) + 1);
    }
  }
  return counts;
}

/** How often each inspection is in the result files of a folder, by id. */
export function resultIds(folder: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const content of contentsIn(folder)) {
    const text = content.toString('utf8');
    // Ids are UUIDv7: the only ones in a result, and one in each.
    for (const id of text.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ??
      []) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** Names below a folder, with `/`. */
export function namesIn(folder: string): readonly string[] {
  return filesIn(folder).map((path) => relative(folder, path).split(sep).join('/'));
}

/** As of one look: the station works on meanwhile, and a file may get its name between list and read. */
function contentsIn(folder: string): readonly Buffer[] {
  for (let look = 1; ; look += 1) {
    try {
      return filesIn(folder).map((path) => readFileSync(path));
    } catch (error) {
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isGone || look === MOST_LOOKS) throw error;
    }
  }
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
