import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { OPTIONS, RULES } from '../../scripts/layering.ts';

/** A little house with one wrong import in each place that the layering guards. */
const PLANTED: Readonly<Record<string, readonly [file: string, code: string]>> = {
  'shared-imports-nothing-above': ['src/shared/a.ts', "import '../main/api/x.ts';"],
  'shared-is-free-of-node': ['src/shared/b.ts', "import 'node:fs';"],
  'renderer-stays-in-the-page': ['src/renderer/a.ts', "import '../main/api/x.ts';"],
  'renderer-is-free-of-node': ['src/renderer/b.ts', "import 'node:fs';"],
  'vision-is-at-the-bottom': ['src/main/vision/a.ts', "import '../inference/x.ts';"],
  'features-do-not-know-the-api': ['src/main/models/a.ts', "import '../api/x.ts';"],
  'api-does-not-know-its-hosts': ['src/main/api/a.ts', "import '../electron/x.ts';"],
  'only-desktop-imports-electron': ['src/main/api/b.ts', "import 'electron';"],
  'only-inference-imports-onnxruntime': ['src/main/vision/b.ts', "import 'onnxruntime-node';"],
  'only-log-imports-sqlite': ['src/main/models/b.ts', "import 'better-sqlite3';"],
  'only-decode-and-overlay-import-sharp': ['src/main/api/c.ts', "import 'sharp';"],
  'no-screen-imports-another': ['src/renderer/features/one/a.ts', "import '../two/x.ts';"],
  'ui-does-not-know-screens': ['src/renderer/ui/a.ts', "import '../features/two/x.ts';"],
  'no-circles': ['src/main/events/a.ts', "import './b.ts';"],
  resolvable: ['src/main/api/d.ts', "import './nowhere.ts';"],
};

const HARMLESS = [
  'src/main/api/x.ts',
  'src/main/inference/x.ts',
  'src/main/electron/x.ts',
  'src/renderer/features/two/x.ts',
];
const PACKAGES = ['electron', 'onnxruntime-node', 'better-sqlite3', 'sharp'];

function build(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pitchline-layering-'));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const file of HARMLESS) write(file, 'export const x = 1;');
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = 1;');
  }
  for (const [file, code] of Object.values(PLANTED)) write(file, code);
  write('src/main/events/b.ts', "import './a.ts';");
  return folder;
}

describe('the layering check', () => {
  it('finds every planted violation', async () => {
    const { output } = await cruise(['src'], {
      ...OPTIONS,
      baseDir: build(),
      ruleSet: RULES,
      validate: true,
    });
    if (typeof output === 'string') throw new Error('no result object');
    const found = output.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
    for (const [rule, [file]] of Object.entries(PLANTED))
      expect(found).toContain(`${rule} ${file}`);
  });
});
