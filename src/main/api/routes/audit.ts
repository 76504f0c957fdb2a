import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { AuditEntrySchema, AuditKindSchema } from '../../../shared/log.ts';
import { LogVerificationSchema } from '../../../shared/log-verification.ts';
import { verifyInThread } from '../../log/verify/verify-in-thread.ts';
import { json, jsonBody, newRoutes, problems } from '../openapi.ts';
import { needs } from '../rights.ts';
import type { Services } from '../services.ts';

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 500;

const kinds = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
  .pipe(z.array(AuditKindSchema));

const getAudit = createRoute({
  ...needs('audit'),
  method: 'get',
  path: '/api/v1/audit',
  summary: 'The audit trail, the newest first',
  request: {
    query: z.object({
      before: z.coerce.number().int().positive().optional().describe('`next` of the page before'),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(DEFAULT_PAGE),
      kind: kinds.optional().describe('One kind or several, separated by commas'),
      person: z.string().min(1).optional().describe('Id or name of who did it'),
      text: z.string().min(1).max(200).optional().describe('Somewhere in what was recorded'),
    }),
  },
  responses: {
    200: json(
      z.object({
        // Recursive schemas cannot be described here.
        entries: z.array(AuditEntrySchema.extend({ payload: z.unknown() })),
        next: z.number().int().nullable(),
      }),
      'A page; `next` is null at the end',
    ),
    ...problems(400),
  },
});

const verify = createRoute({
  ...needs('audit'),
  method: 'post',
  path: '/api/v1/audit/verify',
  summary: 'Walk the whole log and name the first row that is wrong',
  description:
    'A head that was printed or kept elsewhere shows whether the newest rows were cut off. A million inspections take about a minute; ending the request ends the work.',
  request: {
    body: jsonBody(
      z.strictObject({
        head: z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
          .optional(),
      }),
    ),
  },
  responses: { 200: json(LogVerificationSchema, 'What was found'), ...problems(400, 503) },
});

export function auditRoutes({ stationLog }: Pick<Services, 'stationLog'>): OpenAPIHono {
  const routes = newRoutes();
  routes.openapi(getAudit, async (context) => {
    const { before, limit, kind, person, text } = context.req.valid('query');
    const page = await stationLog.auditTrail.page({
      ...{ before: before ?? null, limit, kinds: kind ?? [] },
      ...{ person: person ?? null, text: text ?? null },
    });
    return context.json({ entries: [...page.entries], next: page.next }, 200);
  });
  routes.openapi(verify, async (context) => {
    const { head } = context.req.valid('json');
    const known = head === undefined ? null : { hash: head, seq: null };
    const job = { file: stationLog.database.path, known };
    return context.json(await verifyInThread(job, context.req.raw.signal), 200);
  });
  return routes;
}
