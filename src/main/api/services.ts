import type { StationInfo, StoredPicture } from '../../shared/api.ts';
import type { RecentMessages } from '../diagnostics/recent-messages.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import type { InferenceEngine } from '../inference/types.ts';
import type { Inspector } from '../inspection/inspector.ts';
import type { StationLog } from '../log/station-log.ts';
import type { ModelLibrary } from '../models/library.ts';
import type { ModelChanges } from '../models/model-changes.ts';
import type { PeopleParts } from '../people/create-people.ts';
import type { PictureStore } from '../pictures/picture-store.ts';
import type { FolderService } from '../watch/folder-service.ts';

/** What the routes work with; the station puts it together. */
export interface Services extends PeopleParts {
  readonly engine: InferenceEngine;
  readonly library: ModelLibrary;
  /** The same library, for changes that somebody answers for. */
  readonly models: ModelChanges;
  readonly modelFolder: string;
  readonly pictures: PictureStore;
  readonly inspector: Inspector;
  /** The inspection log; `log` below is for technicians. */
  readonly stationLog: StationLog;
  readonly evidence: EvidenceService;
  readonly events: EventBus;
  /** The watched folders; the host starts them where it serves. */
  readonly folders: FolderService;
  readonly demoPictures: () => Promise<readonly StoredPicture[]>;
  readonly info: StationInfo;
  /** Of one request's body, in bytes. */
  readonly maxBodyBytes: number;
  readonly rendererFolder: string;
  readonly apiDocsFolder: string;
  /** The last of what `log` was told. */
  readonly recentMessages: RecentMessages;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}
