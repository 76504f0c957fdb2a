import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { InspectionSchema } from '../../../shared/domain.ts';
import { judgeStored } from '../judge-request.ts';
import { json, newRoutes, PICTURE_BODY, problems } from '../openapi.ts';
import { pictureOfBody } from '../picture-body.ts';
import { JudgeQuerySchema } from '../query.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const postInspection = createRoute({
  ...needs('judge'),
  method: 'post',
  path: '/api/v1/inspections',
  summary: 'Judge one picture',
  description:
    'The picture comes as the multipart field `file`, as the raw body, or is named by `picture` (the sha256 of one that the station holds). A picture that cannot be judged answers 200 with the verdict `error`. Ending the request cancels its work.',
  request: {
    query: JudgeQuerySchema.extend({
      picture: z.string().optional(),
      name: z.string().optional(),
    }),
    body: PICTURE_BODY,
  },
  responses: { 200: json(InspectionSchema, 'The judged picture'), ...problems(400, 404, 413) },
});

export function inspectionRoutes(services: Services): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(postInspection, async (context) => {
    const query = context.req.valid('query');
    const picture =
      query.picture === undefined
        ? await pictureOfBody(context, services)
        : { sha256: query.picture, name: query.name ?? query.picture };
    const { inspection } = await judgeStored(
      services,
      context.var.caller,
      picture,
      query,
      context.req.raw.signal,
    );
    return context.json(inspection, 200);
  });
  return routes;
}
