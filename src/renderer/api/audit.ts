import { infiniteQueryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { AuditEntrySchema } from '../../shared/log.ts';
import { type LogVerification, LogVerificationSchema } from '../../shared/log-verification.ts';
import { withBody } from './ask.ts';
import { ask } from './queries.ts';

const AuditPageSchema = z.object({
  entries: z.array(AuditEntrySchema),
  next: z.number().int().nullable(),
});

/** The audit trail, newest first, of entries in which a text stands; the empty text: of all. */
export const auditQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', text],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (text !== '') query.set('text', text);
      if (pageParam !== null) query.set('before', String(pageParam));
      return ask(`audit?${query}`, AuditPageSchema, { signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
    networkMode: 'always',
  });

/** Walks the whole log; breaking the request off ends the work. */
export const verifyLog = (signal: AbortSignal): Promise<LogVerification> =>
  ask('audit/verify', LogVerificationSchema, { ...withBody('POST', {}), signal });
