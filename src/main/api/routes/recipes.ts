import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { parseRecipe } from '../../../shared/recipe.ts';
import { diffRecipes } from '../../../shared/recipes/diff.ts';
import { DryRunAnswerSchema, DryRunWishSchema } from '../../../shared/recipes/dry-run.ts';
import {
  RecipeChangeSchema,
  RecipeHistorySchema,
  RecipeListSchema,
  RecipeNoteSchema,
  RecipeRevisionSchema,
  SavedRecipeSchema,
} from '../../../shared/recipes/revision.ts';
import { dryRun } from '../../inspection/dry-run.ts';
import { classesIn } from '../../inspection/recipe-alarms.ts';
import { recipeWarnings } from '../../inspection/recipe-warnings.ts';
import { actorOf } from '../identity.ts';
import { jsonLines } from '../json-lines.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const revision = z.string().regex(/^[1-9]\d{0,8}$/, 'must be a whole number over 0');

const getRecipes = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/recipes',
  summary: 'The newest revision of each recipe',
  responses: { 200: json(RecipeListSchema, 'Recipes') },
});

const postRecipe = createRoute({
  ...needs('recipes'),
  method: 'post',
  path: '/api/v1/recipes',
  summary: 'Save a recipe as the next revision of its name',
  description:
    'The body is the document, as `recipes export` writes it. A refusal names the path of each wrong field. A document that says what the newest revision says adds none. `warnings` name classes that its model does not know.',
  // Checked by the document's own schema, which answers with paths.
  request: {
    query: z.object({ note: RecipeNoteSchema.optional().describe('Why, for the record') }),
    body: jsonBody(z.record(z.string(), z.unknown())),
  },
  responses: {
    200: json(SavedRecipeSchema, 'The revision that says the same already'),
    201: json(SavedRecipeSchema, 'The new revision'),
    ...problems(400, 422),
  },
});

const getRecipe = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/recipes/{name}',
  summary: 'All revisions of a recipe, newest first',
  request: { params: z.object({ name: z.string() }) },
  responses: { 200: json(RecipeHistorySchema, 'Revisions'), ...problems(404) },
});

const getDiff = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/recipes/{name}/diff',
  summary: 'What changed between two revisions, field by field',
  request: {
    params: z.object({ name: z.string() }),
    query: z.object({
      from: revision.optional().describe('The one before `to` when not said'),
      to: revision.optional().describe('The newest when not said'),
    }),
  },
  responses: {
    200: json(z.object({ changes: z.array(RecipeChangeSchema) }), 'Changes'),
    ...problems(400, 404),
  },
});

const getRevision = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/recipes/{name}/{revision}',
  summary: 'One revision of a recipe',
  request: { params: z.object({ name: z.string(), revision }) },
  responses: { 200: json(RecipeRevisionSchema, 'The revision'), ...problems(400, 404) },
});

const postDryRun = createRoute({
  ...needs('recipes'),
  method: 'post',
  path: '/api/v1/recipes/dry-run',
  summary: 'Which verdicts of the last inspections would flip with a recipe',
  description:
    'From the stored detections, without a model. The answer is JSON Lines as it goes on: a `flip` for each verdict that would change, newest first, `progress` between, and `summary` as the last line, or `failed`. Ending the request ends the work.',
  request: { body: jsonBody(DryRunWishSchema) },
  responses: {
    200: {
      description: 'JSON Lines',
      content: { 'application/jsonl': { schema: DryRunAnswerSchema } },
    },
    ...problems(400, 404, 422, 503),
  },
});

export function recipeRoutes({
  stationLog: { recipes, search },
  library,
  events,
}: Pick<Services, 'stationLog' | 'library' | 'events'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getRecipes, (context) => context.json({ recipes: [...recipes.list()] }, 200));
  routes.openapi(postRecipe, async (context) => {
    const document = parseRecipe(context.req.valid('json'));
    const { note } = context.req.valid('query');
    const warnings = await recipeWarnings(document, (ref) => classesIn(library, ref));
    const saved = { ...recipes.save(document, actorOf(context.var.caller), note), warnings };
    if (!saved.isNew) return context.json(saved, 200);
    const { name, revision: number } = saved.revision;
    events.publish({ kind: 'recipe.changed', name, revision: number });
    return context.json(saved, 201);
  });
  routes.openapi(getRecipe, (context) => {
    const { name } = context.req.valid('param');
    return context.json({ name, revisions: [...recipes.revisions(name)] }, 200);
  });
  // Before the route of a revision, which would take "diff" for one.
  routes.openapi(getDiff, (context) => {
    const { name } = context.req.valid('param');
    const { from, to } = context.req.valid('query');
    const after = recipes.find(to === undefined ? name : `${name}:${to}`);
    const before = recipes.find(`${name}:${from ?? Math.max(1, after.revision - 1)}`);
    return context.json({ changes: [...diffRecipes(before.document, after.document)] }, 200);
  });
  routes.openapi(getRevision, (context) => {
    const { name, revision: number } = context.req.valid('param');
    return context.json(recipes.find(`${name}:${number}`), 200);
  });
  routes.openapi(postDryRun, async (context) => {
    const { recipe, last, filter } = context.req.valid('json');
    const document =
      typeof recipe === 'string' ? recipes.find(recipe).document : parseRecipe(recipe);
    const body = await jsonLines((signal) =>
      dryRun(search, { recipe: document, last, filter }, signal),
    );
    const type = { 'content-type': 'application/jsonl; charset=utf-8' };
    // The library's types take any type with "json" in it for one JSON value.
    return context.body(body, 200, type) as never;
  });
  return routes;
}
