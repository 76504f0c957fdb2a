import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { toErrorReport } from '../../../shared/errors.ts';
import {
  FolderCheckSchema,
  FolderDetailSchema,
  FolderListSchema,
  FolderSettingsSchema,
  FolderStatusSchema,
  PartExamplesRequestSchema,
  PartExamplesSchema,
} from '../../../shared/folders.ts';
import { createPartReader } from '../../../shared/part-identity.ts';
import { actorOf } from '../identity.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const params = z.object({ id: z.string() });

const listFolders = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/folders',
  summary: 'The watched folders, and how they are doing',
  responses: { 200: json(FolderListSchema, 'Folders') },
});

const addFolder = createRoute({
  ...needs('folders'),
  method: 'post',
  path: '/api/v1/folders',
  summary: 'Watch a folder',
  request: { body: jsonBody(FolderSettingsSchema) },
  responses: { 201: json(FolderStatusSchema, 'It is watched'), ...problems(400, 404, 409, 422) },
});

const checkFolder = createRoute({
  ...needs('folders'),
  method: 'post',
  path: '/api/v1/folders/check',
  summary: 'Can this folder be watched?',
  request: { body: jsonBody(z.strictObject({ path: z.string().min(1).max(4_096) })) },
  responses: { 200: json(FolderCheckSchema, 'Whether, or why not'), ...problems(400) },
});

const tryPart = createRoute({
  ...needs('look'),
  method: 'post',
  path: '/api/v1/folders/examples',
  summary: 'What a pattern reads from names',
  request: { body: jsonBody(PartExamplesRequestSchema) },
  responses: { 200: json(PartExamplesSchema, 'The identity of each name'), ...problems(400) },
});

const getFolder = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/folders/{id}',
  summary: 'A watched folder: state, queue, what is quarantined',
  request: { params },
  responses: { 200: json(FolderDetailSchema, 'The folder'), ...problems(404) },
});

const changeFolder = createRoute({
  ...needs('folders'),
  method: 'patch',
  path: '/api/v1/folders/{id}',
  summary: 'Change how a folder is watched',
  description: 'Only what is named changes; objects, lists and null replace what was there.',
  // Checked as a whole, together with what stays.
  request: { params, body: jsonBody(z.record(z.string(), z.unknown())) },
  responses: { 200: json(FolderStatusSchema, 'As it is now'), ...problems(400, 404, 409, 422) },
});

const removeFolder = createRoute({
  ...needs('folders'),
  method: 'delete',
  path: '/api/v1/folders/{id}',
  summary: 'Watch a folder no longer',
  description: 'Its files and its inspections stay.',
  request: { params },
  responses: { 204: { description: 'It is not watched any more' }, ...problems(404) },
});

const retryFolder = createRoute({
  ...needs('judge'),
  method: 'post',
  path: '/api/v1/folders/{id}/retry',
  summary: 'Try the quarantined files once more',
  request: { params },
  responses: {
    202: json(z.object({ files: z.number().int() }), 'So many are tried'),
    ...problems(404),
  },
});

export function folderRoutes({ folders }: Pick<Services, 'folders'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(listFolders, (context) => context.json({ folders: [...folders.list()] }, 200));
  routes.openapi(addFolder, async (context) => {
    const settings = context.req.valid('json');
    return context.json(await folders.add(settings, actorOf(context.var.caller)), 201);
  });
  routes.openapi(checkFolder, async (context) =>
    context.json(await folders.check(context.req.valid('json').path), 200),
  );
  routes.openapi(tryPart, (context) => {
    const { part, names } = context.req.valid('json');
    try {
      const read = createPartReader(part);
      const examples = names.map((name) => ({ name, part: read(name.replaceAll('\\', '/')) }));
      return context.json({ problem: null, examples }, 200);
    } catch (error) {
      // Half a pattern is no mistake: somebody is typing.
      return context.json({ problem: toErrorReport(error).message, examples: [] }, 200);
    }
  });
  routes.openapi(getFolder, (context) =>
    context.json(folders.get(context.req.valid('param').id), 200),
  );
  routes.openapi(changeFolder, async (context) => {
    const { id } = context.req.valid('param');
    const patch = context.req.valid('json');
    return context.json(await folders.change(id, patch, actorOf(context.var.caller)), 200);
  });
  routes.openapi(removeFolder, async (context) => {
    await folders.remove(context.req.valid('param').id, actorOf(context.var.caller));
    return context.body(null, 204);
  });
  routes.openapi(retryFolder, (context) =>
    context.json({ files: folders.retry(context.req.valid('param').id) }, 202),
  );
  return routes;
}
