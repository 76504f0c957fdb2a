import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  DEFAULT_PAGE,
  HistoryFilterSchema,
  HistoryPageSchema,
  LARGEST_PAGE,
  OrderSchema,
} from '../../../shared/history.ts';
import { HistoryEntrySchema } from '../../../shared/history-entry.ts';
import { ReplaySchema } from '../../../shared/replay.ts';
import { replay } from '../../inspection/replay.ts';
import { json, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1')
  .optional();

const getInspections = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/inspections',
  summary:
    'Search the log: a page of inspections in the order of recording, and how many there are',
  description:
    'Every condition must hold. `next` of a page is the `cursor` of the one after it; new inspections do not shift pages. The count is exact up to 10,000; beyond, `more` is true.',
  request: {
    query: HistoryFilterSchema.extend({
      order: OrderSchema.optional().describe('Newest recorded first where nothing is said'),
      cursor: z.string().optional(),
      limit: z
        .string()
        .regex(/^[1-9]\d{0,3}$/, 'must be a whole number over 0')
        .transform(Number)
        .pipe(z.number().max(LARGEST_PAGE))
        .optional(),
      masks: flag.describe('Also the masks of the detections'),
      weak: flag.describe('Also the detections that mattered to no rule of the recipe'),
    }),
  },
  responses: { 200: json(HistoryPageSchema, 'A page'), ...problems(400, 503) },
});

const inspectionId = z.object({ id: z.string() });

const getInspection = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/inspections/{id}',
  summary: 'Everything that the log knows of one inspection',
  request: { params: inspectionId },
  responses: { 200: json(HistoryEntrySchema, 'The inspection'), ...problems(404) },
});

const postReplay = createRoute({
  ...needs('judge'),
  method: 'post',
  path: '/api/v1/inspections/{id}/replay',
  summary: 'Judge the picture again from the row alone, and compare',
  description: 'Nothing is recorded. Answers 200 with the outcome also where it is not the same.',
  request: { params: inspectionId },
  responses: { 200: json(ReplaySchema, 'What came of it'), ...problems(404, 503) },
});

export function historyRoutes(services: Services): OpenAPIHono {
  const { stationLog } = services;
  const routes = newRoutes();
  routes.openapi(getInspections, async (context) => {
    const { order, cursor, limit, masks, weak, ...filter } = context.req.valid('query');
    const page = await stationLog.search.page(
      {
        filter,
        order,
        cursor,
        limit: limit ?? DEFAULT_PAGE,
        masks: masks === true,
        weak: weak === true,
      },
      context.req.raw.signal,
    );
    return context.json(page, 200);
  });
  routes.openapi(getInspection, async (context) => {
    const { id } = context.req.valid('param');
    return context.json(await stationLog.search.entry(id, context.req.raw.signal), 200);
  });
  routes.openapi(postReplay, async (context) => {
    const { signal } = context.req.raw;
    const entry = await stationLog.search.entry(context.req.valid('param').id, signal);
    return context.json(await replay(services, entry, signal), 200);
  });
  return routes;
}
