import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { CocoMaskSchema, type Inspection, ModelKindSchema } from '../../../shared/domain.ts';
import { PitchlineError } from '../../../shared/errors.ts';
import { judgeStored } from '../judge-request.ts';
import { json, newRoutes, PICTURE_BODY, problems } from '../openapi.ts';
import { pictureOfBody } from '../picture-body.ts';
import { flag, JudgeQuerySchema } from '../query.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const PredictQuerySchema = JudgeQuerySchema.omit({ model: true, recipe: true }).extend({
  model: ModelKindSchema.optional(),
  model_type: ModelKindSchema.optional(),
  return_image: flag.optional(),
});

const PredictionSchema = z.object({
  detections: z.array(
    z.object({
      bbox: z.array(z.number()),
      confidence: z.number(),
      class: z.number().int(),
      class_name: z.string(),
      mask: CocoMaskSchema.optional(),
    }),
  ),
  model: ModelKindSchema,
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});

const postPredict = createRoute({
  ...needs('judge'),
  method: 'post',
  path: '/predict',
  summary: 'The contract of the server that Pitchline replaces',
  description:
    'JSON detections, or a PNG overlay with `return_image=true`. With the older name `model_type`, `mask2former` answers a PNG unless `return_image=false` is given.',
  request: { query: PredictQuerySchema, body: PICTURE_BODY },
  responses: {
    200: {
      description: 'Detections, or the picture with the detections drawn over it',
      content: {
        ...json(PredictionSchema, '').content,
        'image/png': { schema: { type: 'string' as const, format: 'binary' } },
      },
    },
    ...problems(400, 413, 422),
  },
});

export function predictRoutes(services: Services): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(postPredict, async (context) => {
    const query = context.req.valid('query');
    const kind = query.model ?? query.model_type ?? 'yolo';
    const wantsImage = wantsOverlay(query);
    const picture = await pictureOfBody(context, services);
    const { inspection, overlayPng } = await judgeStored(
      services,
      context.var.caller,
      picture,
      { ...query, model: kind },
      context.req.raw.signal,
      wantsImage,
    );
    // The old clients know no verdict: a picture that cannot be judged is a failed request to them.
    if (inspection.error !== null) {
      throw new PitchlineError(inspection.error.code, inspection.error.message);
    }
    if (overlayPng !== null) {
      return context.body(new Uint8Array(overlayPng), 200, { 'content-type': 'image/png' });
    }
    return context.json(prediction(inspection, kind), 200);
  });
  return routes;
}

function wantsOverlay(query: z.infer<typeof PredictQuerySchema>): boolean {
  const asTheOldServer = query.model === undefined && query.model_type === 'mask2former';
  return query.return_image ?? asTheOldServer;
}

function prediction(
  inspection: Inspection,
  model: z.infer<typeof ModelKindSchema>,
): z.infer<typeof PredictionSchema> {
  return {
    detections: inspection.detections.map((detection) => ({
      bbox: [...detection.box],
      confidence: detection.score,
      class: detection.classId,
      class_name: detection.className,
      ...(detection.mask === undefined ? {} : { mask: detection.mask }),
    })),
    model,
    width: inspection.width,
    height: inspection.height,
  };
}
