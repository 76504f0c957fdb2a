import { execFileSync } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecipeFile } from '../../../src/main/inspection/recipe-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'pitchline-recipe-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe('a recipe file', () => {
  it('of gigabytes is refused by its size, before it is read', async () => {
    const path = file('large.json', '{"name": "large"}');
    truncateSync(path, 5_000_000_000);
    await expect(readRecipeFile(path)).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
      message: expect.stringContaining('5000 MB and is no recipe'),
    });
  });

  it.each([
    ['lists', `{"name": "a", "description": ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`],
    ['objects', `${'{"rules":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
    [
      'a form of its own',
      `{"name": "a", "rules": {"*": [${'{"limits":'.repeat(9999)}1${'}'.repeat(9999)}]}}`,
    ],
  ])('of very many %s in one another is refused in words', async (name, text) => {
    await expect(readRecipeFile(file(`${name}.json`, text))).rejects.toMatchObject({
      code: 'RECIPE_INVALID',
    });
  });

  it.skipIf(process.platform === 'win32')(
    'that is a pipe or a device is not waited for',
    async () => {
      const pipe = join(folder, 'pipe.json');
      execFileSync('mkfifo', [pipe]);
      for (const path of [pipe, '/dev/zero']) {
        await expect(readRecipeFile(path)).rejects.toMatchObject({
          code: 'RECIPE_INVALID',
          message: expect.stringContaining('is no file'),
        });
      }
    },
  );
});
