import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  NewPersonSchema,
  PeopleSchema,
  PersonChangeSchema,
  PersonSchema,
} from '../../../shared/people.ts';
import { actorOf } from '../identity.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const params = z.object({ id: z.string() });

const getPeople = createRoute({
  ...needs('people'),
  method: 'get',
  path: '/api/v1/people',
  summary: 'The people of this station',
  responses: { 200: json(PeopleSchema, 'By name') },
});

const addPerson = createRoute({
  ...needs('people'),
  method: 'post',
  path: '/api/v1/people',
  summary: 'Add a person',
  description:
    'While there is nobody, who sits at the station itself may add the first one, an administrator.',
  request: { body: jsonBody(NewPersonSchema) },
  responses: { 201: json(PersonSchema, 'Added'), ...problems(400, 409, 422) },
});

const changePerson = createRoute({
  ...needs('people'),
  method: 'patch',
  path: '/api/v1/people/{id}',
  summary: 'Give a person another role, or a new PIN or password; it ends their sessions',
  request: { params, body: jsonBody(PersonChangeSchema) },
  responses: { 200: json(PersonSchema, 'Changed'), ...problems(400, 404, 409, 422) },
});

const removePerson = createRoute({
  ...needs('people'),
  method: 'delete',
  path: '/api/v1/people/{id}',
  summary: 'Remove a person; what they did stays under their name',
  request: { params },
  responses: { 200: json(PersonSchema, 'Removed'), ...problems(404, 409) },
});

export function peopleRoutes({ people }: Pick<Services, 'people'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getPeople, (context) => context.json({ people: [...people.list()] }, 200));
  routes.openapi(addPerson, async (context) =>
    context.json(await people.add(context.req.valid('json'), actorOf(context.var.caller)), 201),
  );
  routes.openapi(changePerson, async (context) => {
    const { id } = context.req.valid('param');
    const change = context.req.valid('json');
    return context.json(await people.change(id, change, actorOf(context.var.caller)), 200);
  });
  routes.openapi(removePerson, (context) =>
    context.json(people.remove(context.req.valid('param').id, actorOf(context.var.caller)), 200),
  );
  return routes;
}
