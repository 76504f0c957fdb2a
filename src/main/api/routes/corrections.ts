import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  CorrectionListSchema,
  CorrectionSchema,
  CorrectionSummarySchema,
  NewCorrectionSchema,
} from '../../../shared/corrections.ts';
import { actorOf } from '../identity.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const path = '/api/v1/inspections/{id}/corrections';
const params = z.object({ id: z.string() });

const getCorrections = createRoute({
  ...needs('look'),
  method: 'get',
  path,
  summary: 'What people made of the detections, and the correction that counts',
  description:
    'All that was saved, without what is in it, and the newest one whole. The detections of the inspection itself stay as the model gave them.',
  request: { params },
  responses: { 200: json(CorrectionListSchema, 'In the order of saving'), ...problems(404) },
});

const getCorrection = createRoute({
  ...needs('look'),
  method: 'get',
  path: `${path}/{correction}`,
  summary: 'One correction, also one that was saved over',
  request: { params: params.extend({ correction: z.string() }) },
  responses: { 200: json(CorrectionSchema, 'As it was saved'), ...problems(404) },
});

const addCorrection = createRoute({
  ...needs('dispose'),
  method: 'post',
  path,
  summary: 'Correct the detections of a picture, as annotations to train on',
  description:
    'It appends: what was saved before stays, and nothing of the inspection changes. Each detection is named once by its index and is kept, deleted, relabelled or redrawn; what the model missed is added. A mask is the whole picture in COCO run lengths, as a detection has it.',
  request: { params, body: jsonBody(NewCorrectionSchema) },
  responses: {
    201: json(z.object({ added: CorrectionSummarySchema }), 'It is kept'),
    ...problems(400, 404, 409, 422),
  },
});

export function correctionRoutes({ corrections }: Pick<Services, 'corrections'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getCorrections, async (context) => {
    const { id } = context.req.valid('param');
    return context.json(await corrections.of(id, context.req.raw.signal), 200);
  });
  routes.openapi(getCorrection, async (context) => {
    const { id, correction } = context.req.valid('param');
    return context.json(await corrections.one(id, correction, context.req.raw.signal), 200);
  });
  routes.openapi(addCorrection, async (context) => {
    const { id } = context.req.valid('param');
    const given = context.req.valid('json');
    const added = await corrections.add(id, given, actorOf(context.var.caller));
    return context.json({ added }, 201);
  });
  return routes;
}
