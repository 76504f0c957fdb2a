import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { ComparisonSchema } from '../../../shared/comparisons.ts';
import { compareModels } from '../../inspection/compare-models.ts';
import { actorOf } from '../identity.ts';
import { json, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const postComparison = createRoute({
  ...needs('judge'),
  method: 'post',
  path: '/api/v1/inspections/{id}/comparison',
  summary: 'Ask the live model of the other kind about an inspected picture',
  description:
    'By the recipe and thresholds of the inspection. The answer is kept beside the inspection and counts as none itself; the same model version is not asked twice. Where its verdict is another one, the inspection waits for a person.',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json(ComparisonSchema, 'What it made of it'), ...problems(404, 422, 503) },
});

export function comparisonRoutes(services: Services): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(postComparison, async (context) => {
    const { id } = context.req.valid('param');
    const actor = actorOf(context.var.caller);
    return context.json(await compareModels(services, id, actor, context.req.raw.signal), 200);
  });
  return routes;
}
