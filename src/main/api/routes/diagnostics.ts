import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { diagnosticsBundle } from '../../diagnostics/bundle.ts';
import { newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const getBundle = createRoute({
  ...needs('settings'),
  method: 'get',
  path: '/api/v1/diagnostics',
  summary: 'A bundle for support: messages, findings, versions, settings, last failures',
  description:
    'A tar.gz without any PIN, password, token or name of a person; with pictures only where asked for.',
  request: { query: z.object({ pictures: z.enum(['true', 'false']).default('false') }) },
  responses: {
    200: {
      description: 'The bundle',
      content: { 'application/gzip': { schema: { type: 'string' as const, format: 'binary' } } },
    },
    ...problems(400),
  },
});

export function diagnosticsRoutes(services: Services): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getBundle, async (context) => {
    const { pictures } = context.req.valid('query');
    const bundle = await diagnosticsBundle(services, { pictures: pictures === 'true' });
    return context.body(new Uint8Array(bundle), 200, {
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename="pitchline-diagnostics.tar.gz"',
      'cache-control': 'no-store',
    });
  });
  return routes;
}
