import type { StationInfo, StoredPicture } from '../../shared/api.ts';
import type { InferenceEngine } from '../inference/types.ts';
import type { ModelLibrary } from '../models/library.ts';
import type { PictureStore } from '../pictures/picture-store.ts';

/** What the routes work with; the station puts it together. */
export interface Services {
  readonly engine: InferenceEngine;
  readonly library: ModelLibrary;
  readonly pictures: PictureStore;
  readonly demoPictures: () => Promise<readonly StoredPicture[]>;
  readonly info: StationInfo;
  /** Of one request's body, in bytes. */
  readonly maxBodyBytes: number;
  readonly rendererFolder: string;
  readonly apiDocsFolder: string;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}
