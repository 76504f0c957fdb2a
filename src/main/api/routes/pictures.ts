import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { DemoSchema, StoredPictureSchema } from '../../../shared/api.ts';
import { json, newRoutes, PICTURE_BODY, problems } from '../openapi.ts';
import { pictureOfBody } from '../picture-body.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

/** Screens cannot show more, and a canvas of more pixels fails in browsers. */
const LARGEST_SIDE = 8192;

const postPicture = createRoute({
  ...needs('judge'),
  method: 'post',
  path: '/api/v1/pictures',
  summary: 'Send a picture without judging it yet',
  request: { query: z.object({ name: z.string().optional() }), body: PICTURE_BODY },
  responses: { 201: json(StoredPictureSchema, 'It is held'), ...problems(400, 413) },
});

const getPicture = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/pictures/{sha256}',
  summary: 'A held picture, upright, as JPEG',
  request: {
    params: z.object({ sha256: z.string() }),
    query: z.object({ max: z.coerce.number().int().min(16).max(LARGEST_SIDE).optional() }),
  },
  responses: {
    200: {
      description: 'JPEG',
      content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } },
    },
    ...problems(404, 422),
  },
});

const getDemo = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/demo',
  summary: 'The pictures that come with the product',
  responses: { 200: json(DemoSchema, 'Held like pictures that were sent') },
});

export function pictureRoutes(services: Services): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(postPicture, async (context) =>
    context.json(await pictureOfBody(context, services), 201),
  );
  routes.openapi(getPicture, async (context) => {
    const { sha256 } = context.req.valid('param');
    const { max } = context.req.valid('query');
    const picturePath = await services.pictures.path(sha256);
    const { jpeg } = await services.engine.render(
      { picturePath, maxSide: max ?? LARGEST_SIDE },
      context.req.raw.signal,
    );
    return context.body(new Uint8Array(jpeg), 200, {
      'content-type': 'image/jpeg',
      // The name is the content's hash: it never changes.
      'cache-control': 'private, max-age=31536000, immutable',
    });
  });
  routes.openapi(getDemo, async (context) =>
    context.json({ pictures: [...(await services.demoPictures())] }, 200),
  );
  return routes;
}
