import { expect, it } from 'vitest';
import { type Right, type Role, RoleSchema } from '../../../src/shared/rights.ts';
import { as, FAR, person } from './people-support.ts';
import { type ApiDouble, apiDouble } from './support.ts';

/** What each route of the API wants: a route that is new here needs a thought. */
const EXPECTED: Readonly<Record<string, Right | 'open'>> = {
  'GET /healthz': 'open',
  'GET /api/v1/station': 'open',
  'GET /api/v1/session': 'open',
  'POST /api/v1/session': 'open',
  'DELETE /api/v1/session': 'open',
  'PUT /api/v1/session/secret': 'look',
  'GET /api/v1/models': 'look',
  'POST /api/v1/models': 'models',
  'POST /api/v1/models/{sha256}/activate': 'models',
  'POST /api/v1/models/rollback': 'models',
  'GET /api/v1/models/{sha256}': 'look',
  'POST /api/v1/models/{sha256}/parity': 'models',
  'DELETE /api/v1/models/{sha256}': 'remove',
  'GET /api/v1/devices': 'look',
  'POST /predict': 'judge',
  'POST /api/v1/inspections': 'judge',
  'GET /api/v1/inspections': 'look',
  'GET /api/v1/inspections/{id}': 'look',
  'GET /api/v1/statistics': 'look',
  'POST /api/v1/inspections/{id}/replay': 'judge',
  'POST /api/v1/inspections/{id}/comparison': 'judge',
  'GET /api/v1/inspections/{id}/picture': 'look',
  'GET /api/v1/inspections/{id}/dispositions': 'look',
  'POST /api/v1/inspections/{id}/dispositions': 'dispose',
  'POST /api/v1/dispositions': 'dispose',
  'GET /api/v1/inspections/{id}/corrections': 'look',
  'GET /api/v1/inspections/{id}/corrections/{correction}': 'look',
  'POST /api/v1/inspections/{id}/corrections': 'dispose',
  'GET /api/v1/inspections/export': 'look',
  'POST /api/v1/pictures': 'judge',
  'GET /api/v1/pictures/{sha256}': 'look',
  'GET /api/v1/demo': 'look',
  'GET /api/v1/evidence': 'look',
  'POST /api/v1/evidence/prune': 'remove',
  'GET /api/v1/recipes': 'look',
  'POST /api/v1/recipes': 'recipes',
  'GET /api/v1/recipes/{name}': 'look',
  'GET /api/v1/recipes/{name}/{revision}': 'look',
  'GET /api/v1/recipes/{name}/diff': 'look',
  'POST /api/v1/recipes/dry-run': 'recipes',
  'POST /api/v1/recipes/preview': 'judge',
  'GET /api/v1/folders': 'look',
  'POST /api/v1/folders': 'folders',
  'GET /api/v1/folders/{id}': 'look',
  'PATCH /api/v1/folders/{id}': 'folders',
  'DELETE /api/v1/folders/{id}': 'folders',
  'POST /api/v1/folders/{id}/retry': 'judge',
  'POST /api/v1/folders/check': 'folders',
  'POST /api/v1/folders/examples': 'look',
  'GET /api/v1/people': 'people',
  'POST /api/v1/people': 'people',
  'PATCH /api/v1/people/{id}': 'people',
  'DELETE /api/v1/people/{id}': 'people',
  'GET /api/v1/settings': 'look',
  'PATCH /api/v1/settings': 'settings',
  'GET /api/v1/kiosk': 'look',
  'PUT /api/v1/kiosk': 'settings',
  'POST /api/v1/kiosk/leave': 'open',
  'GET /api/v1/diagnostics': 'settings',
  'GET /api/v1/saved-filters': 'look',
  'POST /api/v1/saved-filters': 'look',
  'PATCH /api/v1/saved-filters/{id}': 'look',
  'DELETE /api/v1/saved-filters/{id}': 'look',
  'GET /api/v1/events': 'look',
  'GET /api/v1/audit': 'audit',
  'POST /api/v1/audit/verify': 'audit',
};

/** Who may do what, written out once more: the table in code must not change by accident. */
const MAY: Readonly<Record<Role, readonly Right[]>> = {
  operator: ['look', 'judge', 'dispose'],
  engineer: ['look', 'judge', 'dispose', 'recipes', 'folders', 'models', 'audit'],
  administrator: [
    ...(['look', 'judge', 'dispose', 'recipes', 'folders', 'models', 'audit'] as const),
    ...(['settings', 'people', 'remove'] as const),
  ],
};
const NOBODY_MAY: readonly Right[] = ['look', 'judge'];

interface Route {
  readonly name: string;
  readonly right: Right | 'open';
}

function routesOf({ app }: ApiDouble): readonly Route[] {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== 'route') return [];
    const { method, path } = definition.route;
    return [{ name: `${method.toUpperCase()} ${path}`, right: definition.route['x-right'] }];
  });
}

/** Asks with nothing in the request: who is allowed gets some other refusal, or an answer. */
async function refusal(api: ApiDouble, { name }: Route, init: RequestInit): Promise<string | null> {
  const [method = '', path = ''] = name.split(' ');
  const address = path.replace('{sha256}', 'a'.repeat(64)).replaceAll(/\{[^}]+\}/g, '1');
  const response = await api.ask(address, { ...init, method }, FAR);
  if (response.ok) {
    await response.body?.cancel();
    return null;
  }
  const { code } = (await response.json()) as { code: string };
  return ['SIGN_IN_NEEDED', 'NOT_ALLOWED'].includes(code) ? code : null;
}

it('every route names the right that is meant for it', async () => {
  const declared = Object.fromEntries(routesOf(await apiDouble()).map((r) => [r.name, r.right]));
  expect(declared).toEqual(EXPECTED);
});

it('nothing is served beside those routes but the page and the description of the API', async () => {
  const { app } = await apiDouble();
  const known = new Set(
    app.openAPIRegistry.definitions.flatMap((definition) =>
      definition.type === 'route'
        ? [`${definition.route.method} ${definition.route.path}`.toLowerCase()]
        : [],
    ),
  );
  const others = app.routes
    .filter(({ method }) => method !== 'ALL')
    .filter(({ method, path }) => {
      const documented = path.replaceAll(/:([^/]+)/g, '{$1}');
      return !known.has(`${method} ${documented}`.toLowerCase());
    });
  expect([...new Set(others.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual([
    ...['GET /*', 'GET /docs', 'GET /docs/assets/*', 'GET /docs/start.js', 'GET /openapi.json'],
  ]);
});

it.each(RoleSchema.options)('the API lets the role %s do what is its and no more', async (role) => {
  const api = await apiDouble();
  person(api, 'administrator');
  for (const route of routesOf(api)) {
    const may = route.right === 'open' || MAY[role].includes(route.right);
    const got = await refusal(api, route, as(api, role));
    expect(`${route.name}: ${got ?? 'allowed'}`).toBe(
      `${route.name}: ${may ? 'allowed' : 'NOT_ALLOWED'}`,
    );
  }
});

it.each([
  { signInNeeded: false, may: NOBODY_MAY },
  { signInNeeded: true, may: [] as readonly Right[] },
])('without a sign-in (needed: $signInNeeded) it allows $may', async ({ signInNeeded, may }) => {
  const api = await apiDouble();
  person(api, 'administrator');
  api.services.settings.change({ signInNeeded }, { personId: null, name: 'test', via: 'api' });
  for (const route of routesOf(api)) {
    const allowed = route.right === 'open' || may.includes(route.right);
    const got = await refusal(api, route, {});
    expect(`${route.name}: ${got ?? 'allowed'}`).toBe(
      `${route.name}: ${allowed ? 'allowed' : 'SIGN_IN_NEEDED'}`,
    );
  }
});

it('a station without people allows everything to its own machine only', async () => {
  const api = await apiDouble();
  for (const route of routesOf(api)) {
    const far = await refusal(api, route, {});
    const allowed = route.right === 'open' || NOBODY_MAY.includes(route.right);
    expect(`${route.name}: ${far ?? 'allowed'}`).toBe(
      `${route.name}: ${allowed ? 'allowed' : 'SIGN_IN_NEEDED'}`,
    );
  }
  for (const address of [null, '127.0.0.1', '::1', '::ffff:127.0.0.1']) {
    expect((await api.ask('/api/v1/people', {}, { address })).status).toBe(200);
  }
  for (const address of ['unknown', '192.168.0.4', '::ffff:10.0.0.1', '1270.0.0.1']) {
    expect((await api.ask('/api/v1/people', {}, { address })).status).toBe(401);
  }
});
