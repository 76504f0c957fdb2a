import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { PitchlineError } from '../../../shared/errors.ts';
import {
  EvidenceStatusSchema,
  type KeptMode,
  PruneReportSchema,
} from '../../../shared/evidence.ts';
import { isFile } from '../../is-file.ts';
import { actorOf } from '../identity.ts';
import { json, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

/** As on a screen; a canvas of more pixels fails in browsers. */
const LARGEST_SIDE = 8192;
/** What is kept scaled down is given as it is, unless a copy of less than this is asked for. */
const SMALL_SIDE = 1024;
/** A picture may be kept in another way later, and its time may be over one day. */
const CACHED = 'private, max-age=3600';

const binary = { schema: { type: 'string' as const, format: 'binary' } };

const getPicture = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/inspections/{id}/picture',
  summary: 'The picture of an inspection, as far as it is kept',
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({
      original: z
        .enum(['true', 'false'])
        .optional()
        .describe('The very bytes that were judged, for a download'),
      max: z.coerce
        .number()
        .int()
        .min(16)
        .max(LARGEST_SIDE)
        .optional()
        .describe('The longest side of a smaller copy, in pixels'),
    }),
  },
  responses: {
    200: {
      description: 'WebP or JPEG, upright; the file itself where the original is asked for',
      content: { 'image/webp': binary, 'image/jpeg': binary, 'application/octet-stream': binary },
    },
    ...problems(404, 422),
  },
});

const getEvidence = createRoute({
  ...needs('look'),
  method: 'get',
  path: '/api/v1/evidence',
  summary: 'What is kept of pictures, and the room on the disk',
  responses: { 200: json(EvidenceStatusSchema, 'Totals by verdict, and free space') },
});

const prune = createRoute({
  ...needs('remove'),
  method: 'post',
  path: '/api/v1/evidence/prune',
  summary: 'Delete pictures whose retention rule no longer keeps them',
  description: 'Says only what would be deleted unless `dryRun=false`. Inspections stay.',
  request: { query: z.object({ dryRun: z.enum(['true', 'false']).default('true') }) },
  responses: { 200: json(PruneReportSchema, 'What was deleted, or would be') },
});

export function evidenceRoutes(services: Services): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getPicture, async (context) => {
    const { id } = context.req.valid('param');
    const { original, max } = context.req.valid('query');
    const wantsOriginal = original === 'true';
    const { path, mode } = await pictureFile(services, id, wantsOriginal);
    if (wantsOriginal || (mode === 'webp' && (max ?? LARGEST_SIDE) >= SMALL_SIDE)) {
      const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
      return context.body(body, 200, {
        'content-type': mode === 'webp' ? 'image/webp' : 'application/octet-stream',
        'cache-control': CACHED,
        ...(wantsOriginal ? { 'content-disposition': 'attachment' } : {}),
      });
    }
    const job = { picturePath: path, maxSide: max ?? LARGEST_SIDE };
    const { jpeg } = await services.engine.render(job, context.req.raw.signal);
    return context.body(new Uint8Array(jpeg), 200, {
      'content-type': 'image/jpeg',
      'cache-control': CACHED,
    });
  });
  routes.openapi(getEvidence, async (context) =>
    context.json(await services.evidence.status(), 200),
  );
  routes.openapi(prune, async (context) => {
    const { dryRun } = context.req.valid('query');
    const report =
      dryRun === 'true'
        ? await services.evidence.planPrune()
        : await services.evidence.prune(actorOf(context.var.caller));
    return context.json(report, 200);
  });
  return routes;
}

interface PictureFile {
  readonly path: string;
  readonly mode: KeptMode;
}

/** @throws PitchlineError NOT_FOUND, PICTURE_NOT_FOUND */
async function pictureFile(
  { stationLog, evidence, pictures }: Services,
  id: string,
  original: boolean,
): Promise<PictureFile> {
  const known = stationLog.pictures.ofInspection(id);
  if (known === null) throw new PitchlineError('NOT_FOUND', `There is no inspection ${id}.`);
  const { sha256, mode, removedAtMs } = known;
  if (sha256 !== null && mode !== null && !(original && mode === 'webp')) {
    const path = evidence.store.pathOf({ sha256, mode });
    if (await isFile(path)) return { path, mode };
  }
  // One that was sent is at hand for a while even where nothing is kept as evidence.
  const sent = sha256 === null ? null : await pictures.path(sha256).catch(() => null);
  if (sent !== null) return { path: sent, mode: 'original' };
  throw new PitchlineError('PICTURE_NOT_FOUND', whyNot(mode, removedAtMs));
}

function whyNot(mode: KeptMode | null, removedAtMs: number | null): string {
  if (mode === 'webp') return 'Of this picture only a smaller copy is kept, not the file itself.';
  if (mode === 'original') return 'This picture should be kept, but its file is gone.';
  return removedAtMs === null
    ? 'This picture was not kept: the settings say which pictures are.'
    : `This picture was deleted by its retention rule on ${new Date(removedAtMs).toISOString()}.`;
}
