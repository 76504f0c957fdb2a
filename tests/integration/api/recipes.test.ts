import { describe, expect, it } from 'vitest';
import type { DryRunLine } from '../../../src/shared/recipes/dry-run.ts';
import { type ApiDouble, apiDouble, upload } from './support.ts';

const RECIPES = '/api/v1/recipes';

function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

async function save(api: ApiDouble, document: object): Promise<Response> {
  return api.ask(RECIPES, post(document));
}

async function read(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}

async function linesOf(response: Response): Promise<DryRunLine[]> {
  return (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('recipes by the API', () => {
  it('are saved as revisions, listed and read back', async () => {
    const api = await apiDouble();
    const saved = await save(api, { name: 'gears' });
    expect(saved.status).toBe(201);
    expect(await read(saved)).toMatchObject({ isNew: true, revision: { revision: 1 } });
    expect((await save(api, { name: 'gears' })).status).toBe(200);
    expect((await save(api, { name: 'gears', minimumScore: 0.5 })).status).toBe(201);

    const { recipes } = await read(await api.ask(RECIPES));
    expect(recipes).toMatchObject([
      { name: 'default', revision: 1 },
      { name: 'gears', revision: 2, document: { minimumScore: 0.5 } },
    ]);
    const { revisions } = await read(await api.ask(`${RECIPES}/gears`));
    expect(revisions).toMatchObject([{ revision: 2 }, { revision: 1 }]);
    expect(await read(await api.ask(`${RECIPES}/gears/1`))).toMatchObject({
      revision: 1,
      document: { minimumScore: 0.25 },
    });
  });

  it('are saved with a warning of classes that their model does not know', async () => {
    const api = await apiDouble();
    const saved = await save(api, { name: 'gears', rules: { crack: [{}], rust: [{}] } });
    expect(saved.status).toBe(201);
    expect(await read(saved)).toMatchObject({
      warnings: [expect.stringMatching(/^rules\.rust: the model yolo does not know "rust"/u)],
    });
    expect(await read(await save(api, { name: 'gears', model: 'none' }))).toMatchObject({
      warnings: ['model: There is no model "none".'],
    });
  });

  it('can have any name that a recipe may have', async () => {
    const api = await apiDouble();
    for (const name of ['Zahnräder 12', '齿轮', 'diff', 'dry-run', 'a.b_c-d']) {
      expect((await save(api, { name })).status).toBe(201);
      const answer = await api.ask(`${RECIPES}/${encodeURIComponent(name)}/1`);
      expect(await read(answer)).toMatchObject({ name, revision: 1 });
    }
  });

  it('are judged by at once, the newest revision or the one that is named', async () => {
    const api = await apiDouble();
    const judge = async (recipe: string): Promise<object> =>
      read(await api.ask(`/api/v1/inspections?recipe=${recipe}`, upload()));
    await save(api, { name: 'gears' });
    expect(await judge('gears')).toMatchObject({ verdict: 'ng', recipe: { revision: 1 } });
    await save(api, { name: 'gears', minimumScore: 0.95 });
    expect(await judge('gears')).toMatchObject({ verdict: 'ok', recipe: { revision: 2 } });
    expect(await judge('gears:1')).toMatchObject({ verdict: 'ng', recipe: { revision: 1 } });
  });

  it('say why they were saved, as their author said, in the record too', async () => {
    const api = await apiDouble();
    const answer = await api.ask(
      `${RECIPES}?note=The%20line%20is%20brighter`,
      post({ name: 'gears' }),
    );
    expect(await read(answer)).toMatchObject({ revision: { note: 'The line is brighter' } });
    await save(api, { name: 'gears', minimumScore: 0.5 });
    const { revisions } = await read(await api.ask(`${RECIPES}/gears`));
    expect(revisions).toMatchObject([
      { revision: 2, note: null },
      { revision: 1, note: 'The line is brighter' },
    ]);
    const { entries } = await read(await api.ask('/api/v1/audit?kind=recipe.saved'));
    expect(JSON.stringify(entries)).toContain('The line is brighter');
    const refused = await api.ask(`${RECIPES}?note=${'a'.repeat(501)}`, post({ name: 'gears' }));
    expect(refused.status).toBe(400);
  });

  it('say what changed between two revisions', async () => {
    const api = await apiDouble();
    for (const minimumScore of [0.2, 0.3, 0.4]) await save(api, { name: 'gears', minimumScore });
    const changes = async (query: string): Promise<unknown> =>
      (await read(await api.ask(`${RECIPES}/gears/diff${query}`))).changes;
    expect(await changes('')).toEqual([{ path: 'minimumScore', before: 0.3, after: 0.4 }]);
    expect(await changes('?from=1')).toEqual([{ path: 'minimumScore', before: 0.2, after: 0.4 }]);
    expect(await changes('?to=2')).toEqual([{ path: 'minimumScore', before: 0.2, after: 0.3 }]);
    expect(await changes('?from=3&to=1')).toEqual([
      { path: 'minimumScore', before: 0.4, after: 0.2 },
    ]);
    expect(await changes('?to=1')).toEqual([]);
  });

  it.each([
    [
      'a field that is not known',
      { name: 'a', rules: { crack: [{ limits: { lenght: 1 } }] } },
      422,
      'rules.crack[0].limits.lenght: is not a field',
    ],
    [
      'an impossible limit',
      { name: 'a', rules: { crack: [{ limits: { areaPx: -3 } }] } },
      422,
      'rules.crack[0].limits.areaPx: must be over 0',
    ],
    ['no object', [], 400, 'record'],
  ])('are refused with the path: %s', async (_, body, status, detail) => {
    const api = await apiDouble();
    const answer = await api.ask(RECIPES, post(body));
    expect(answer.status).toBe(status);
    expect((await read(answer)).detail).toContain(detail);
    expect((await read(await api.ask(RECIPES))).recipes).toHaveLength(1);
  });

  it('that are not there answer 404', async () => {
    const api = await apiDouble();
    for (const path of ['/nothing', '/nothing/1', '/default/2', '/default/diff?from=7']) {
      const answer = await api.ask(`${RECIPES}${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await read(answer)).toMatchObject({ code: 'RECIPE_NOT_FOUND' });
    }
    expect((await api.ask(`${RECIPES}/default/x`)).status).toBe(400);
  });

  it('tell who listens that there is a new revision', async () => {
    const api = await apiDouble();
    const events = await api.ask('/api/v1/events');
    await save(api, { name: 'gears' });
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    while (!heard.includes('recipe.changed')) heard += (await reader.read()).value ?? '';
    expect(heard).toContain('{"kind":"recipe.changed","name":"gears","revision":1}');
    await reader.cancel();
  });
});

describe('a dry run by the API', () => {
  it('answers line by line with the flips and a summary', async () => {
    const api = await apiDouble();
    for (let n = 0; n < 3; n++) await api.ask('/api/v1/inspections', upload(`${n}`, `${n}.jpg`));
    const answer = await api.ask(
      `${RECIPES}/dry-run`,
      post({ recipe: { name: 'changed', minimumScore: 0.95 }, last: 2 }),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    expect(await linesOf(answer)).toMatchObject([
      { kind: 'flip', file: '2.jpg', from: 'ng', to: 'ok' },
      { kind: 'flip', file: '1.jpg', from: 'ng', to: 'ok' },
      { kind: 'progress', inspections: 2 },
      { kind: 'summary', inspections: 2, flips: 2, failed: 0, warnings: [] },
    ]);
  });

  it('takes the name of a stored recipe, and a filter', async () => {
    const api = await apiDouble();
    await save(api, { name: 'gears', minimumScore: 0.95 });
    await api.ask('/api/v1/inspections', upload());
    const summary = async (filter: object): Promise<DryRunLine | undefined> =>
      (await linesOf(await api.ask(`${RECIPES}/dry-run`, post({ recipe: 'gears:1', filter })))).at(
        -1,
      );
    expect(await summary({})).toMatchObject({ flips: 1 });
    expect(await summary({ recipe: 'gears' })).toMatchObject({ inspections: 0 });
    expect(await summary({ from: '2020-01-01', to: '2020-12-31' })).toMatchObject({
      inspections: 0,
    });
  });

  it.each([
    [{ recipe: 'nothing' }, 404, 'There is no recipe "nothing"'],
    [{ recipe: { name: 'a', minimumScore: 2 } }, 422, 'minimumScore: must not be over 1'],
    [{ recipe: 'default', last: 0 }, 400, 'last'],
    [{ recipe: 'default', filter: { verdict: 'ok' } }, 400, 'verdict'],
    [{}, 400, 'recipe'],
    ['{', 400, ''],
  ])('refuses what it cannot do: %j', async (body, status, detail) => {
    const api = await apiDouble();
    const answer = await api.ask(`${RECIPES}/dry-run`, post(body));
    expect(answer.status).toBe(status);
    expect((await read(answer)).detail).toContain(detail);
  });
});

describe('a preview', () => {
  async function stored(api: ApiDouble): Promise<string> {
    const answer = await api.ask('/api/v1/pictures', upload());
    return String((await read(answer)).sha256);
  }
  const preview = (api: ApiDouble, wish: object): Promise<Response> =>
    api.ask(`${RECIPES}/preview`, post(wish));

  it('finds weak detections too, measures for the checks, and keeps nothing', async () => {
    const facts = { sharpness: 80, brightness: 120, blackShare: 0, whiteShare: 0.01 };
    const api = await apiDouble(async () => ({ facts }));
    const picture = await stored(api);
    const tiling = { size: { pixels: 320 }, overlap: 0.2, whole: true };
    const answer = await preview(api, { picture, model: 'yolo', tiling, floor: 0.02 });
    expect(answer.status).toBe(200);
    expect(await read(answer)).toMatchObject({
      width: 72,
      height: 54,
      facts,
      detections: [{ className: 'crack', score: 0.91 }],
      model: { kind: 'yolo' },
      device: 'cpu',
    });
    expect(api.jobs).toMatchObject([
      { options: { confidence: 0.02, tiling }, facts: true, evidence: null },
    ]);
    const { rows } = await read(await api.ask('/api/v1/inspections'));
    expect(rows).toEqual([]);
  });

  it('leaves the tiling to the model where nothing is said', async () => {
    const api = await apiDouble();
    await preview(api, { picture: await stored(api), model: 'yolo' });
    expect(api.jobs[0]?.options).toEqual({ confidence: 0.05 });
  });

  it('says what is wrong with what was asked', async () => {
    const api = await apiDouble();
    const picture = await stored(api);
    const refused = async (wish: object): Promise<unknown> => {
      const answer = await preview(api, wish);
      return [answer.status, (await read(answer)).code];
    };
    expect(await refused({ picture: 'f'.repeat(64), model: 'yolo' })).toEqual([
      404,
      'PICTURE_NOT_FOUND',
    ]);
    expect(await refused({ picture, model: 'nothing' })).toEqual([404, 'MODEL_NOT_FOUND']);
    expect(await refused({ picture, model: 'yolo', floor: 2 })).toEqual([400, 'BAD_REQUEST']);
    expect(await refused({ picture, model: 'yolo', tiling: { size: 3 } })).toEqual([
      400,
      'BAD_REQUEST',
    ]);
  });
});
