import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { StatisticsQuerySchema, StatisticsSchema } from '../../../shared/statistics.ts';
import { json, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const getStatistics = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/statistics',
  summary:
    'How many inspections there were in each span of time, and what was found in the NG ones',
  description:
    'The caller cuts the time: its days and shifts follow a clock that the station does not know. Verdicts count as people left them, except for `passedFirst`.',
  request: { query: StatisticsQuerySchema },
  responses: { 200: json(StatisticsSchema, 'Counts'), ...problems(400, 503) },
});

export function statisticsRoutes({
  stationLog,
  library,
}: Pick<Services, 'stationLog' | 'library'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getStatistics, async (context) => {
    const { times, source } = context.req.valid('query');
    const { models } = await library.overview();
    const classNames = [...new Set(models.flatMap(({ spec }) => spec.classes))];
    const request = { times, source: source ?? null, classNames };
    return context.json(await stationLog.search.statistics(request, context.req.raw.signal), 200);
  });
  return routes;
}
