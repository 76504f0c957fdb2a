import type { ZodType } from 'zod';
import {
  type Demo,
  DemoSchema,
  type DeviceList,
  DeviceListSchema,
  type ModelList,
  ModelListSchema,
  ProblemSchema,
  type StationInfo,
  StationInfoSchema,
  type StoredPicture,
  StoredPictureSchema,
} from '../../shared/api.ts';
import { type Inspection, InspectionSchema, type ModelKind } from '../../shared/domain.ts';
import { RequestError } from './problem.ts';

export interface InspectRequest {
  readonly picture: string;
  /** What the person calls it; comes back as the inspection's `file`. */
  readonly name: string;
  readonly model: ModelKind;
}

/** What the page asks of the station; each call rejects with RequestError, or AbortError when broken off. */
export interface StationClient {
  station(signal?: AbortSignal): Promise<StationInfo>;
  models(signal?: AbortSignal): Promise<ModelList>;
  devices(signal?: AbortSignal): Promise<DeviceList>;
  demo(signal?: AbortSignal): Promise<Demo>;
  storePicture(file: File, signal?: AbortSignal): Promise<StoredPicture>;
  inspect(request: InspectRequest, signal?: AbortSignal): Promise<Inspection>;
}

/**
 * @param request `fetch`, or what a test puts in its place
 * @param onLost told whenever nobody answers
 */
export function createStationClient(
  request: typeof fetch,
  onLost: () => void = () => undefined,
): StationClient {
  const ask = async <Answer>(
    path: string,
    schema: ZodType<Answer>,
    init: RequestInit,
  ): Promise<Answer> => {
    const response = await send(request, `/api/v1/${path}`, init, onLost);
    if (!response.ok) throw await refusal(response);
    const parsed = schema.safeParse(await json(response));
    if (!parsed.success) throw unreadable(response, parsed.error);
    return parsed.data;
  };
  const get = <Answer>(path: string, schema: ZodType<Answer>, signal?: AbortSignal) =>
    ask(path, schema, { signal: signal ?? null });

  return {
    station: (signal) => get('station', StationInfoSchema, signal),
    models: (signal) => get('models', ModelListSchema, signal),
    devices: (signal) => get('devices', DeviceListSchema, signal),
    demo: (signal) => get('demo', DemoSchema, signal),
    storePicture: (file, signal) => {
      const body = new FormData();
      body.set('file', file, file.name);
      return ask('pictures', StoredPictureSchema, { method: 'POST', body, signal: signal ?? null });
    },
    inspect: ({ picture, name, model }, signal) => {
      // The weak detections too, so that the slider needs no new answer.
      const query = new URLSearchParams({ picture, name, model, weak: 'true', source: 'page' });
      return ask(`inspections?${query}`, InspectionSchema, {
        method: 'POST',
        signal: signal ?? null,
      });
    },
  };
}

async function send(
  request: typeof fetch,
  path: string,
  init: RequestInit,
  onLost: () => void,
): Promise<Response> {
  try {
    return await request(path, init);
  } catch (cause) {
    // fetch answers a TypeError when nobody listens; everything else (AbortError) is not ours.
    if (!(cause instanceof TypeError)) throw cause;
    onLost();
    throw new RequestError(
      {
        code: 'STATION_LOST',
        message: 'No connection to the station.',
      },
      { cause },
    );
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) throw unreadable(response, cause);
    throw cause;
  }
}

async function refusal(response: Response): Promise<RequestError> {
  const parsed = ProblemSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) return unreadable(response, parsed.error);
  return new RequestError({ code: parsed.data.code, message: parsed.data.detail });
}

function unreadable(response: Response, cause: unknown): RequestError {
  return new RequestError(
    {
      code: 'ANSWER_UNREADABLE',
      message: `Status ${response.status}, body not as expected.`,
    },
    { cause },
  );
}
