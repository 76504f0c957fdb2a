import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, jsonLines, pitchline, ROOT, serve } from '../../support/cli.ts';

const data = freshFolder();
const files = freshFolder('recipes');
const demo = join(ROOT, 'resources/demo');

const run = async (...args: readonly string[]) => {
  const ended = await pitchline([...args, '--json'], { data });
  return { ...ended, lines: jsonLines(ended.stdout) };
};

function file(name: string, content: object | string): string {
  const path = join(files, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('recipes', () => {
  it('are imported as revisions, listed, shown and exported', async () => {
    const first = await run('recipes', 'import', file('gears.json', { name: 'gears' }));
    expect(first.status).toBe(0);
    expect(first.lines[0]).toMatchObject({ name: 'gears', revision: 1, isNew: true });
    // As an editor on Windows would save it.
    const again = file('again.json', `\uFEFF${JSON.stringify({ name: 'gears' })}`);
    expect((await run('recipes', 'import', again)).lines[0]).toMatchObject({
      revision: 1,
      isNew: false,
    });
    const second = file('gears2.json', { name: 'gears', minimumScore: 0.4 });
    expect((await run('recipes', 'import', second)).lines[0]).toMatchObject({ revision: 2 });

    const { lines } = await run('recipes', 'list');
    expect(lines.map(({ name, revision }) => [name, revision])).toEqual([
      ['default', 1],
      ['gears', 2],
    ]);
    expect((await run('recipes', 'show', 'gears:1')).lines[0]).toMatchObject({
      revision: 1,
      document: { minimumScore: 0.25 },
      revisions: [{ revision: 2 }, { revision: 1 }],
    });
    const out = join(files, 'out.json');
    expect((await run('recipes', 'export', 'gears', '--out', out)).status).toBe(0);
    expect((await run('recipes', 'export', 'gears')).lines[0]).toEqual(
      JSON.parse(readFileSync(out, 'utf8')),
    );
    expect((await run('recipes', 'import', out)).lines[0]).toMatchObject({
      revision: 2,
      isNew: false,
    });
    expect((await run('recipes', 'diff', 'gears')).lines).toEqual([
      { path: 'minimumScore', before: 0.25, after: 0.4 },
    ]);
    expect((await run('recipes', 'diff', second, 'gears:1')).lines).toEqual([
      { path: 'minimumScore', before: 0.4, after: 0.25 },
    ]);
  }, 120_000);

  it('are imported with a warning of classes that their model does not know', async () => {
    // What the model knows is there once a station ran.
    await run('models', 'list');
    const path = file('rust.json', { name: 'rust', rules: { crack: [{}], rust: [{}] } });
    const { status, lines, stderr } = await run('recipes', 'import', path);
    expect(status).toBe(0);
    expect(lines[0]).toMatchObject({
      isNew: true,
      warnings: [expect.stringMatching(/^rules\.rust: the model \S+ does not know "rust"/u)],
    });
    expect(stderr).toContain('does not know "rust"');
    // A model that goes live is told of the recipes that it does not fit.
    const activated = await run('models', 'activate', 'yolo');
    expect(activated.status).toBe(0);
    expect(activated.lines).toHaveLength(1);
    expect(activated.stderr).toMatch(/warning: the recipe "rust": rules\.rust:/u);
  }, 120_000);

  it.each([
    [
      '{"name": "a", "rules": {"crack": [{"limits": {"lenghtPx": 1}}]}}',
      'RECIPE_INVALID',
      'rules.crack[0].limits.lenghtPx: is not a field',
    ],
    [
      '{"name": "a", "rules": {"crack": [{"limits": {"lengthMm": 0}}]}}',
      'RECIPE_INVALID',
      'rules.crack[0].limits.lengthMm: must be over 0',
    ],
    ['{"name": ', 'RECIPE_INVALID', 'is no JSON'],
    ['', 'RECIPE_INVALID', 'is no JSON'],
    [null, 'RECIPE_NOT_FOUND', 'there is no such file'],
  ])(
    'are refused with exit status 1: %s',
    async (content, code, message) => {
      const path = content === null ? join(files, 'none.json') : file('bad.json', content);
      const { status, lines } = await run('recipes', 'import', path);
      expect(status).toBe(1);
      expect(lines).toEqual([{ error: { code, message: expect.stringContaining(message) } }]);
    },
    60_000,
  );

  it('decide what `inspect` says, and are tried on what the log has', async () => {
    const large = file('large.json', {
      name: 'large cracks',
      calibration: { mmPerPx: 0.1 },
      rules: { '*': [{ limits: { lengthMm: 100 } }] },
      checks: { sharpness: { min: 1, outcome: 'review' } },
    });
    await run('recipes', 'import', large);
    const picture = join(demo, 'gear-crack-1.jpg');
    const strict = await run('inspect', picture);
    expect(strict.lines[0]).toMatchObject({ verdict: 'ng', recipe: { name: 'default' } });
    const tolerant = await run('inspect', picture, '--recipe', 'large cracks');
    expect(tolerant.lines[0]).toMatchObject({
      verdict: 'ok',
      recipe: { name: 'large cracks', revision: 1 },
      facts: { sharpness: expect.any(Number) },
      detections: expect.arrayContaining([
        expect.objectContaining({ className: 'crack', lengthMm: expect.any(Number) }),
      ]),
    });

    const trial = await run('recipes', 'dry-run', 'large cracks', '--last', '10');
    expect(trial.status).toBe(0);
    expect(trial.lines).toMatchObject([
      { kind: 'flip', id: strict.lines[0]?.id, from: 'ng', to: 'ok' },
      { kind: 'summary', inspections: 2, flips: 1 },
    ]);
    const ofOne = await run('recipes', 'dry-run', large, '--of', 'large cracks');
    expect(ofOne.lines).toMatchObject([{ kind: 'summary', inspections: 1, flips: 0 }]);
  }, 120_000);

  it.each([
    [['recipes', 'dry-run', 'gears', '--last', '0'], 2],
    [['recipes', 'dry-run', 'gears', '--from', 'yesterday'], 2],
    [['recipes', 'import'], 2],
    [['recipes', 'show', 'nothing'], 1],
    [['inspect', demo, '--recipe', 'gears:7'], 1],
  ])(
    '%j ends with exit status %d',
    async (args, status) => {
      expect((await pitchline(args, { data })).status).toBe(status);
    },
    60_000,
  );
});

it('are read beside the station that runs: list, show, export, diff and dry-run', async () => {
  const own = freshFolder();
  const picture = join(demo, 'gear-crack-1.jpg');
  expect((await pitchline(['inspect', picture, '--json'], { data: own })).status).toBe(0);
  const station = await serve(own);
  const beside = async (...args: readonly string[]) => {
    const { status, stdout } = await pitchline(['recipes', ...args, '--json'], { data: own });
    return { status, lines: jsonLines(stdout) };
  };
  try {
    for (const minimumScore of [0.3, 0.99]) {
      await fetch(new URL('/api/v1/recipes', station.address), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'gears', minimumScore }),
      });
    }
    expect((await beside('list')).lines.map(({ name, revision }) => [name, revision])).toEqual([
      ['default', 1],
      ['gears', 2],
    ]);
    expect((await beside('show', 'gears:1')).lines[0]).toMatchObject({ revision: 1 });
    expect((await beside('export', 'gears')).lines[0]).toMatchObject({ minimumScore: 0.99 });
    expect((await beside('diff', 'gears')).lines).toEqual([
      { path: 'minimumScore', before: 0.3, after: 0.99 },
    ]);
    expect(await beside('dry-run', 'gears')).toMatchObject({
      status: 0,
      lines: [
        { kind: 'flip', from: 'ng', to: 'ok' },
        { kind: 'summary', inspections: 1, flips: 1 },
      ],
    });
    const kept = file('beside.json', { name: 'beside' });
    expect(await beside('import', kept)).toMatchObject({
      status: 3,
      lines: [{ error: { code: 'DATA_FOLDER_IN_USE' } }],
    });
  } finally {
    await station.stop();
  }
}, 120_000);

it('the station says the standard threshold of the recipe in force, as it is now', async () => {
  const own = freshFolder();
  const wanted = file('own-default.json', { name: 'default', minimumScore: 0.4 });
  expect((await pitchline(['recipes', 'import', wanted], { data: own })).status).toBe(0);
  const station = await serve(own);
  try {
    const confidence = async (): Promise<unknown> => {
      const response = await fetch(new URL('/api/v1/station', station.address));
      return ((await response.json()) as { defaults: { confidence: number } }).defaults.confidence;
    };
    expect(await confidence()).toBe(0.4);
    await fetch(new URL('/api/v1/recipes', station.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'default', minimumScore: 0.6 }),
    });
    expect(await confidence()).toBe(0.6);
  } finally {
    await station.stop();
  }
}, 120_000);
