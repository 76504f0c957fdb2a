import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { StationSettingsSchema } from '../../../shared/station-settings.ts';
import { actorOf } from '../identity.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const getSettings = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/settings',
  summary: 'The settings in force',
  responses: { 200: json(StationSettingsSchema, 'All of them') },
});

const patchSettings = createRoute({
  ...needs('settings'),
  method: 'patch',
  path: '/api/v1/settings',
  summary: 'Change settings',
  description:
    'Only what is named changes, inside of objects too; lists and null replace what was there. A refusal names the path of each wrong field, and then nothing has changed.',
  // Checked by the settings themselves, against those in force.
  request: { body: jsonBody(z.record(z.string(), z.unknown())) },
  responses: { 200: json(StationSettingsSchema, 'All of them, as they are now'), ...problems(400) },
});

export function settingRoutes({ settings }: Pick<Services, 'settings'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getSettings, (context) => context.json(settings.current, 200));
  routes.openapi(patchSettings, (context) => {
    const patch = context.req.valid('json');
    return context.json(settings.change(patch, actorOf(context.var.caller)), 200);
  });
  return routes;
}
