import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { licencesOf } from '../../../scripts/lib/licences.ts';
import { LicencesSchema } from '../../../src/shared/licences.ts';
import { ROOT } from '../../support/cli.ts';

function project(packages: Readonly<Record<string, object>>): string {
  const root = mkdtempSync(join(tmpdir(), 'pitchline-licences-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [folder, manifest] of Object.entries(packages)) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'package.json'), JSON.stringify(manifest));
  }
  return root;
}

it('the licences are those of what runs, of what that needs, and of what was built in', () => {
  const root = project({
    '.': { dependencies: { a: '1' }, devDependencies: { d: '1', tool: '1' } },
    'node_modules/a': {
      ...{ name: 'a', version: '1.0.0', license: 'MIT', dependencies: { b: '2' } },
      optionalDependencies: { '@img/elsewhere': '1', '@img/here': '1' },
    },
    'node_modules/a/node_modules/b': { name: 'b', version: '2.0.0', license: 'ISC' },
    'node_modules/b': { name: 'b', version: '1.0.0', license: 'MIT' },
    'node_modules/@img/here': { name: '@img/here', version: '1.0.0', license: 'LGPL-3.0' },
    'node_modules/@s/d': { name: '@s/d', version: '3.0.0', license: 'MIT' },
    'node_modules/tool': { name: 'tool', version: '1.0.0', license: 'GPL-3.0' },
  });
  writeFileSync(join(root, 'node_modules/a/LICENSE.md'), 'Do as you like.');
  const { packages } = licencesOf(root, [
    join(root, 'node_modules/@s/d/dist/index.js'),
    join(root, 'src/main.ts'),
  ]);
  expect(packages.map(({ name, version, licence }) => `${name} ${version} ${licence}`)).toEqual([
    ...['@img/here 1.0.0 LGPL-3.0', '@s/d 3.0.0 MIT', 'a 1.0.0 MIT', 'b 2.0.0 ISC'],
  ]);
  expect(packages.find(({ name }) => name === 'a')?.text).toBe('Do as you like.');
  expect(packages.find(({ name }) => name === 'b')?.text).toBeNull();
});

it('a package that says no licence stops the build', () => {
  const root = project({
    '.': { dependencies: { a: '1' } },
    'node_modules/a': { name: 'a', version: '1.0.0' },
  });
  expect(() => licencesOf(root, [])).toThrow('The package a says no licence');
});

it("the product's own parts all say theirs", () => {
  const licences = LicencesSchema.parse(licencesOf(ROOT, []));
  const names = licences.packages.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['hono', 'onnxruntime-node', 'sharp', 'zod']));
});
