import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, jsonLines, pitchline, ROOT } from '../../support/cli.ts';

const DEMO = join(ROOT, 'resources/demo');
const data = freshFolder();
const pictures = freshFolder('watched');
const results = freshFolder('results');

const run = async (...args: readonly string[]) => {
  const ended = await pitchline([...args, '--json'], { data });
  return { ...ended, lines: jsonLines(ended.stdout) };
};
const watch = () => run('watch', pictures, '--once', '--part', '{serial}.*', '--results', results);

describe('watch --once, and what the log then has', { timeout: 120_000 }, () => {
  let printed: readonly Record<string, unknown>[] = [];
  beforeAll(async () => {
    await mkdir(join(pictures, 'lot 1'));
    await copyFile(join(DEMO, 'ring-crack-1.png'), join(pictures, 'S1.png'));
    await copyFile(join(DEMO, 'ring-good-1.jpg'), join(pictures, 'lot 1/S2.jpg'));
    await writeFile(join(pictures, 'S3.jpg'), 'no picture');
  });

  it('prints an object a file, and says by its exit status that one could not be judged', async () => {
    const { status, lines } = await watch();
    expect(status).toBe(1);
    printed = lines;
    const verdicts = Object.fromEntries(
      lines.map(({ file, verdict }) => [String(file).slice(pictures.length + 1), verdict]),
    );
    expect(verdicts).toEqual({ 'S1.png': 'ng', 'lot 1/S2.jpg': 'ok', 'S3.jpg': 'error' });
    expect((await readdir(results, { recursive: true })).sort()).toEqual(
      ['S1.json', 'S3.json', 'lot 1', 'lot 1/S2.json'].sort(),
    );
    const result = JSON.parse(await readFile(join(results, 'S1.json'), 'utf8'));
    expect(result).toMatchObject({ verdict: 'ng', part: { serial: 'S1', matched: true } });
  });

  it('prints none a second time, and the log has all of the first', async () => {
    expect(await watch()).toMatchObject({ status: 0, lines: [] });
    const { lines } = await run('log', 'list');
    expect(lines.map(({ id }) => id).sort()).toEqual(printed.map(({ id }) => id).sort());
    expect(await run('log', 'verify')).toMatchObject({
      status: 0,
      lines: [{ ok: true, inspections: 3, unsealed: 0 }],
    });
  });

  it('judges by the recipe that it is given what it has not judged', async () => {
    const recipe = join(results, 'tolerant.json');
    await writeFile(
      recipe,
      JSON.stringify({ name: 'tolerant', rules: { '*': [{ severity: 'ignore' }] } }),
    );
    expect((await run('recipes', 'import', recipe)).status).toBe(0);
    await copyFile(join(DEMO, 'ring-crack-1.png'), join(pictures, 'S4.png'));
    const { status, lines } = await run('watch', pictures, '--once', '--recipe', 'tolerant');
    expect({ status, lines }).toMatchObject({
      status: 0,
      lines: [{ verdict: 'ok', recipe: { name: 'tolerant', revision: 1 } }],
    });
  });

  it('keeps evidence until log prune is told to delete what is too old', async () => {
    expect((await run('settings', 'set', 'retention.ng.days', '30')).status).toBe(0);
    const kept = async () =>
      (await readdir(join(data, 'pictures'), { recursive: true })).filter((name) =>
        name.endsWith('.webp'),
      );
    const before = await kept();
    expect(before.length).toBeGreaterThan(0);
    const database = new Database(join(data, 'pitchline.db'));
    const { changes } = database
      .prepare(`UPDATE pictures SET stored_at_ms = 1000 WHERE evidence_verdict = 'ng'`)
      .run();
    database.close();
    expect(changes).toBe(1);
    expect((await run('log', 'prune')).lines).toMatchObject([
      { dryRun: true, files: 1, byAge: 1, byVerdict: { ng: { files: 1 } } },
    ]);
    expect(await kept()).toEqual(before);
    expect((await run('log', 'prune', '--yes')).lines).toMatchObject([{ dryRun: false, files: 1 }]);
    expect((await kept()).length).toBe(before.length - 1);
    expect((await run('log', 'verify')).lines).toMatchObject([{ ok: true, inspections: 4 }]);
  });
});
