import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { ruling } from '../../../shared/rights.ts';
import {
  NewSavedFilterSchema,
  SavedFilterChangeSchema,
  SavedFilterSchema,
  SavedFiltersSchema,
} from '../../../shared/saved-filters.ts';
import type { FilterOwner } from '../../people/saved-filter-service.ts';
import type { Caller } from '../identity.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const params = z.object({ id: z.string() });

const getFilters = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/saved-filters',
  summary: 'Conditions of History under names: everybody’s, and your own',
  responses: { 200: json(SavedFiltersSchema, 'By name') },
});

const addFilter = createRoute({
  ...needs('look'),
  method: 'post',
  path: '/api/v1/saved-filters',
  summary: 'Save conditions under a name, for yourself or for everybody',
  description: 'For yourself it takes a sign-in, for everybody the role engineer or administrator.',
  request: { body: jsonBody(NewSavedFilterSchema) },
  responses: { 201: json(SavedFilterSchema, 'Saved'), ...problems(400, 401, 403, 409) },
});

const renameFilter = createRoute({
  ...needs('look'),
  method: 'patch',
  path: '/api/v1/saved-filters/{id}',
  summary: 'Give a saved filter another name',
  request: { params, body: jsonBody(SavedFilterChangeSchema) },
  responses: { 200: json(SavedFilterSchema, 'Renamed'), ...problems(400, 403, 404, 409) },
});

const removeFilter = createRoute({
  ...needs('look'),
  method: 'delete',
  path: '/api/v1/saved-filters/{id}',
  summary: 'Delete a saved filter; the answer is all that it takes to save it again',
  request: { params },
  responses: { 200: json(SavedFilterSchema, 'Deleted'), ...problems(403, 404) },
});

export function savedFilterRoutes({ savedFilters }: Pick<Services, 'savedFilters'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getFilters, (context) =>
    context.json({ filters: [...savedFilters.list(ownerOf(context.var.caller))] }, 200),
  );
  routes.openapi(addFilter, (context) =>
    context.json(savedFilters.add(context.req.valid('json'), ownerOf(context.var.caller)), 201),
  );
  routes.openapi(renameFilter, (context) => {
    const { id } = context.req.valid('param');
    const { name } = context.req.valid('json');
    return context.json(savedFilters.rename(id, name, ownerOf(context.var.caller)), 200);
  });
  routes.openapi(removeFilter, (context) =>
    context.json(
      savedFilters.remove(context.req.valid('param').id, ownerOf(context.var.caller)),
      200,
    ),
  );
  return routes;
}

/** Who may make recipes may also say what everybody looks for. */
function ownerOf(caller: Caller): FilterOwner {
  return {
    personId: caller.person?.id ?? null,
    mayShare: ruling('recipes', caller) === 'allowed',
  };
}
