import type { ZodType } from 'zod';
import {
  type Demo,
  DemoSchema,
  type DeviceList,
  DeviceListSchema,
  type ModelList,
  ModelListSchema,
  type StationInfo,
  StationInfoSchema,
  type StoredPicture,
  StoredPictureSchema,
} from '../../shared/api.ts';
import { type Inspection, InspectionSchema, type ModelKind } from '../../shared/domain.ts';
import { createAsk, type OnRefused } from './ask.ts';

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
  onRefused?: OnRefused,
): StationClient {
  const ask = createAsk(request, onLost, onRefused);
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
