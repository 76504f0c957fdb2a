import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { DeviceSchema, ModelKindSchema } from '../../../shared/domain.ts';
import { PitchlineError } from '../../../shared/errors.ts';
import { ModelEventSchema, ModelVersionSchema } from '../../../shared/models.ts';
import { ParityReportSchema } from '../../../shared/parity.ts';
import { PARITY_PICTURES } from '../../demo-pictures.ts';
import { withUpload } from '../../models/uploads.ts';
import type { SpecOverrides } from '../../vision/types.ts';
import { bodyChunks } from '../body.ts';
import { actorOf } from '../identity.ts';
import { takeMultipartFiles } from '../multipart.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { flag } from '../query.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const params = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256') });
const version = json(ModelVersionSchema, 'The version');

const ImportQuerySchema = z.object({
  name: z.string().optional().describe('In the library; from the file name when not said'),
  activate: flag.optional().describe('Make it the live model of its kind'),
  classes: z
    .string()
    .optional()
    .describe('Class names, separated by commas, where the file has none'),
  imageSize: z
    .string()
    .regex(/^\d{1,5}(x\d{1,5})?$/, 'must be 640, or HEIGHTxWIDTH')
    .optional()
    .describe('Input size where the file does not say'),
  task: z.enum(['detect', 'segment']).optional(),
  rule: z.enum(['huggingface', 'argmax']).optional(),
});

const importModel = createRoute({
  ...needs('models'),
  method: 'post',
  path: '/api/v1/models',
  summary: 'Install a model version',
  description:
    'The ONNX file comes as the multipart field `file`; what lies beside it (`config.json`, `preprocessor_config.json`, external data) as further fields `file`. It is checked before it is kept. The same file again is the version that is there.',
  request: {
    query: ImportQuerySchema,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object' as const,
            properties: { file: { type: 'string' as const, format: 'binary' } },
          },
        },
      },
    },
  },
  responses: { 201: version, ...problems(400, 409, 413, 422, 503) },
});

const activate = createRoute({
  ...needs('models'),
  method: 'post',
  path: '/api/v1/models/{sha256}/activate',
  summary: 'Make a version the live one of its kind',
  request: { params },
  responses: { 200: version, ...problems(400, 404) },
});

const rollback = createRoute({
  ...needs('models'),
  method: 'post',
  path: '/api/v1/models/rollback',
  summary: 'Back to the version of a kind that was live before',
  request: { body: jsonBody(z.strictObject({ kind: ModelKindSchema })) },
  responses: { 200: version, ...problems(400, 404) },
});

const about = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/models/{sha256}',
  summary: 'A version, what its maker wrote about it, and what happened to it',
  request: { params },
  responses: {
    200: json(
      z.object({
        version: ModelVersionSchema,
        card: z.string().nullable().describe('Markdown'),
        history: z.array(ModelEventSchema).describe('The newest first'),
      }),
      'About the version',
    ),
    ...problems(400, 404),
  },
});

const testParity = createRoute({
  ...needs('models'),
  method: 'post',
  path: '/api/v1/models/{sha256}/parity',
  summary: 'Does a device find what the CPU finds, on the pictures that come with the product?',
  request: { params, body: jsonBody(z.strictObject({ device: DeviceSchema })) },
  responses: { 200: json(ParityReportSchema, 'The comparison'), ...problems(400, 404, 409, 503) },
});

const removeModel = createRoute({
  ...needs('remove'),
  method: 'delete',
  path: '/api/v1/models/{sha256}',
  summary: 'Delete a version that is not live',
  request: { params },
  responses: { 200: version, ...problems(400, 404, 409) },
});

type Parts = Pick<
  Services,
  'models' | 'library' | 'engine' | 'pictures' | 'demoPictures' | 'modelFolder' | 'maxBodyBytes'
>;

const LONGEST_HISTORY = 100;

export function modelRoutes(services: Parts): OpenAPIHono {
  const { models, library, engine, pictures, demoPictures } = services;
  const { modelFolder, maxBodyBytes } = services;
  const routes = newRoutes();
  routes.openapi(importModel, async (context) => {
    const query = context.req.valid('query');
    const { body } = context.req.raw;
    const type = context.req.header('content-type') ?? '';
    if (body === null || !type.startsWith('multipart/form-data')) {
      throw new PitchlineError('BAD_REQUEST', 'Send the model as multipart/form-data.');
    }
    const actor = actorOf(context.var.caller);
    const installed = await withUpload(modelFolder, async (upload) => {
      const sent: string[] = [];
      await takeMultipartFiles(bodyChunks(body, maxBodyBytes), type, 'file', (file) => {
        sent.push(file.name);
        return upload.take(file.name, file.content);
      });
      const { signal } = context.req.raw;
      const source = `upload: ${sent.join(', ')}`;
      const options = { overrides: overridesOf(query), source, signal };
      const { name, activate: live } = query;
      return models.install(
        upload.model(),
        { ...options, ...(name === undefined ? {} : { name }), activate: live === true },
        actor,
      );
    });
    return context.json(installed, 201);
  });
  routes.openapi(activate, async (context) => {
    const { sha256 } = context.req.valid('param');
    return context.json(await models.activate(sha256, actorOf(context.var.caller)), 200);
  });
  routes.openapi(rollback, async (context) => {
    const { kind } = context.req.valid('json');
    return context.json(await models.rollback(kind, actorOf(context.var.caller)), 200);
  });
  routes.openapi(about, async (context) => {
    const { sha256 } = context.req.valid('param');
    const found = await library.find(sha256);
    const card = await library.card(found.sha256);
    const history = [...models.history(found.sha256, LONGEST_HISTORY)];
    return context.json({ version: found, card, history }, 200);
  });
  routes.openapi(testParity, async (context) => {
    const { sha256 } = context.req.valid('param');
    const { device } = context.req.valid('json');
    const { engine: model } = await library.resolve(sha256);
    const stored = (await demoPictures()).slice(0, PARITY_PICTURES);
    const paths = await Promise.all(stored.map((picture) => pictures.path(picture.sha256)));
    return context.json(await engine.parity(model, device, paths), 200);
  });
  routes.openapi(removeModel, async (context) => {
    const { sha256 } = context.req.valid('param');
    return context.json(await models.remove(sha256, actorOf(context.var.caller)), 200);
  });
  return routes;
}

function overridesOf({
  classes,
  imageSize,
  task,
  rule,
}: z.infer<typeof ImportQuerySchema>): SpecOverrides {
  const [height, width] = imageSize?.split('x').map(Number) ?? [];
  return {
    ...(classes === undefined ? {} : { classes: classes.split(',').map((name) => name.trim()) }),
    ...(height === undefined ? {} : { imageSize: [height, width ?? height] }),
    ...(task === undefined ? {} : { task }),
    ...(rule === undefined ? {} : { rule }),
  };
}
