import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  BatchAnswerSchema,
  DispositionBatchSchema,
  DispositionSchema,
  EffectiveSchema,
  NewDispositionSchema,
} from '../../../shared/dispositions.ts';
import type { Disposed } from '../../people/disposition-service.ts';
import { actorOf } from '../identity.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const path = '/api/v1/inspections/{id}/dispositions';
const params = z.object({ id: z.string() });

const DisposedSchema = EffectiveSchema.extend({ dispositions: z.array(DispositionSchema) });

const getDispositions = createRoute({
  ...needs('look'),
  method: 'get',
  path,
  summary: 'What people said about a verdict, and the verdict that counts',
  request: { params },
  responses: { 200: json(DisposedSchema, 'In the order in which it was said'), ...problems(404) },
});

const addDisposition = createRoute({
  ...needs('dispose'),
  method: 'post',
  path,
  summary: 'Confirm or override a verdict, or take back what you said',
  description:
    'It appends: what was said before stays, and people who disagree are both kept. An override gives one of the reasons of the setting `dispositionReasons`.',
  request: { params, body: jsonBody(NewDispositionSchema) },
  responses: {
    201: json(DisposedSchema.extend({ added: DispositionSchema }), 'It is kept'),
    ...problems(400, 404, 422),
  },
});

const addDispositions = createRoute({
  ...needs('dispose'),
  method: 'post',
  path: '/api/v1/dispositions',
  summary: 'Say the same about many inspections, or take back what you said of them',
  description:
    'Each one is kept, and told in the audit trail, as if it had been said alone. What cannot be said of one (a `review` is not confirmed) is under `refused`, and changes nothing of the others.',
  request: { body: jsonBody(DispositionBatchSchema) },
  responses: {
    200: json(BatchAnswerSchema, 'What became of each'),
    ...problems(400, 422),
  },
});

export function dispositionRoutes({ dispositions }: Pick<Services, 'dispositions'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getDispositions, (context) =>
    context.json(answer(dispositions.of(context.req.valid('param').id)), 200),
  );
  routes.openapi(addDisposition, (context) => {
    const { id } = context.req.valid('param');
    const said = context.req.valid('json');
    const { added, ...all } = dispositions.add(id, said, actorOf(context.var.caller));
    return context.json({ ...answer(all), added }, 201);
  });
  routes.openapi(addDispositions, async (context) => {
    const actor = actorOf(context.var.caller);
    return context.json(await dispositions.addMany(context.req.valid('json'), actor), 200);
  });
  return routes;
}

function answer({
  effective,
  disposition,
  dispositions,
}: Disposed): z.infer<typeof DisposedSchema> {
  return { effective, disposition, dispositions: [...dispositions] };
}
