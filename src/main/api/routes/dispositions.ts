import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
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
  return routes;
}

function answer({
  effective,
  disposition,
  dispositions,
}: Disposed): z.infer<typeof DisposedSchema> {
  return { effective, disposition, dispositions: [...dispositions] };
}
