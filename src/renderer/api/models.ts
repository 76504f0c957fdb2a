import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type Device,
  type Inspection,
  InspectionSchema,
  type ModelKind,
} from '../../shared/domain.ts';
import { ModelEventSchema, type ModelVersion, ModelVersionSchema } from '../../shared/models.ts';
import { type ParityReport, ParityReportSchema } from '../../shared/parity.ts';
import { refusal, stationLost, withBody } from './ask.ts';
import { useStationEvents } from './events.ts';
import { ask, modelsQuery, queryClient } from './queries.ts';

const AboutSchema = z.object({
  version: ModelVersionSchema,
  card: z.string().nullable(),
  history: z.array(ModelEventSchema),
});

/** A version, what its maker wrote about it, and what happened to it. */
export const modelQuery = (sha256: string) =>
  queryOptions({
    queryKey: ['model', sha256],
    queryFn: ({ signal }) => ask(`models/${sha256}`, AboutSchema, { signal }),
    networkMode: 'always',
  });

export const activateModel = (sha256: string): Promise<ModelVersion> =>
  ask(`models/${sha256}/activate`, ModelVersionSchema, { method: 'POST' });

export const rollBackModel = (kind: ModelKind): Promise<ModelVersion> =>
  ask('models/rollback', ModelVersionSchema, withBody('POST', { kind }));

export const removeModel = (sha256: string): Promise<ModelVersion> =>
  ask(`models/${sha256}`, ModelVersionSchema, { method: 'DELETE' });

export const compareDevice = (sha256: string, device: Device): Promise<ParityReport> =>
  ask(`models/${sha256}/parity`, ParityReportSchema, withBody('POST', { device }));

/** Has a stored picture judged by a version that need not be live; nothing of it is kept. */
export function tryModel(
  sha256: string,
  picture: { readonly sha256: string; readonly name: string },
  signal: AbortSignal,
): Promise<Inspection> {
  const query = new URLSearchParams({ model: sha256, picture: picture.sha256, record: 'false' });
  query.set('name', picture.name);
  query.set('source', 'page');
  return ask(`inspections?${query}`, InspectionSchema, { method: 'POST', signal });
}

export async function refreshModels(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: modelsQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: ['model'] }),
  ]);
}

/** Shows what somebody else imports, activates and removes, while the calling component is shown. */
export function useModelEvents(): void {
  useStationEvents((event) => {
    const concerns =
      event.kind === 'model.activated' ||
      event.kind === 'models.changed' ||
      (event.kind === 'ready' && event.missed);
    if (concerns) void refreshModels();
  });
}

/** What is said where the file does not say it; empty texts are not sent. */
export interface ImportWishes {
  readonly name: string;
  readonly classes: string;
  readonly imageSize: string;
  readonly task: '' | 'detect' | 'segment';
  readonly activate: boolean;
}

/**
 * Sends a model and what belongs to it. Not by `fetch`, which does not tell how much of it was sent.
 *
 * @param onSent told the share that was sent; at 1 the station checks it
 * @throws RequestError; AbortError when broken off
 */
export function importModel(
  files: readonly File[],
  wishes: ImportWishes,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<ModelVersion> {
  const body = new FormData();
  for (const file of files) body.append('file', file, file.name);
  const { activate, ...texts } = wishes;
  const query = new URLSearchParams(Object.entries(texts).filter(([, text]) => text !== ''));
  if (activate) query.set('activate', 'true');
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open('POST', `/api/v1/models?${query}`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onSent(total === 0 ? 0 : loaded / total),
    );
    request.upload.addEventListener('load', () => onSent(1));
    request.addEventListener('error', () => reject(stationLost()));
    request.addEventListener('abort', () =>
      reject(new DOMException('The import was broken off.', 'AbortError')),
    );
    request.addEventListener('load', () => {
      const version = ModelVersionSchema.safeParse(request.response);
      if (request.status === 201 && version.success) resolve(version.data);
      else reject(refusal(request.status, request.response));
    });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}
