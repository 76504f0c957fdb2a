import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { DeviceListSchema, ModelListSchema, StationInfoSchema } from '../../../shared/api.ts';
import { json, newRoutes } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const getStation = createRoute({
  ...needs('open'),
  method: 'get',
  path: '/api/v1/station',
  summary: 'What this station is',
  responses: { 200: json(StationInfoSchema, 'Name, version, host, defaults') },
});

const getModels = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/models',
  summary: 'The installed model versions, and which of them are live',
  responses: { 200: json(ModelListSchema, 'Model versions') },
});

const getDevices = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/devices',
  summary: 'What can compute here, and why the others cannot',
  responses: { 200: json(DeviceListSchema, 'Devices') },
});

const getHealth = createRoute({
  ...needs('open'),
  method: 'get',
  path: '/healthz',
  summary: 'Is the station up?',
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'It is') },
});

export function stationRoutes(services: Services): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getHealth, (context) => context.json({ status: 'ok' as const }, 200));
  routes.openapi(getStation, (context) => context.json(services.info, 200));
  routes.openapi(getModels, async (context) => {
    const { models, live, previous } = await services.library.overview();
    return context.json({ models: [...models], live, previous }, 200);
  });
  routes.openapi(getDevices, async (context) =>
    context.json({ devices: [...(await services.engine.devices())] }, 200),
  );
  return routes;
}
