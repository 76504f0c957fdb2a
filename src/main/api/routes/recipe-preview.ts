import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { PreviewSchema, PreviewWishSchema } from '../../../shared/recipes/preview.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const postPreview = createRoute({
  ...needs('judge'),
  method: 'post',
  path: '/api/v1/recipes/preview',
  summary: 'What a stored picture holds, for a recipe that is being written',
  description:
    'Detections from a low score up and what the checks measure, without a verdict and without a record: who writes a recipe judges them by it, as often as it changes. Ending the request cancels its work.',
  request: { body: jsonBody(PreviewWishSchema) },
  responses: {
    200: json(PreviewSchema, 'The picture'),
    ...problems(400, 404, 422, 503),
  },
});

export function recipePreviewRoutes({
  engine,
  library,
  pictures,
}: Pick<Services, 'engine' | 'library' | 'pictures'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(postPreview, async (context) => {
    const { picture, model, device, tiling, floor } = context.req.valid('json');
    const resolved = await library.resolve(model);
    const {
      width,
      height,
      facts,
      detections,
      device: ran,
    } = await engine.judge(
      {
        picturePath: await pictures.path(picture),
        model: resolved.engine,
        device,
        options: { confidence: floor, ...(tiling === undefined ? {} : { tiling }) },
        overlay: false,
        facts: true,
        evidence: null,
      },
      context.req.raw.signal,
    );
    const answer = {
      ...{ width, height, facts: facts ?? null },
      detections: [...detections],
      model: resolved.ref,
      device: ran,
    };
    return context.json(answer, 200);
  });
  return routes;
}
