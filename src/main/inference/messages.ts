import type { Device } from '../../shared/domain.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { ModelSpec } from '../../shared/models.ts';
import type { DecodeLimits, SpecOverrides } from '../vision/types.ts';
import type {
  EngineModel,
  JudgeJob,
  JudgeResult,
  ParityReport,
  RenderJob,
  RenderResult,
} from './types.ts';

/** A job with its device decided: the inference process never chooses one. */
export interface PlacedJob extends Omit<JudgeJob, 'device'> {
  readonly device: Device;
}

export interface ProcessSettings {
  readonly threads: number | null;
  readonly limits: DecodeLimits;
}

export type Request =
  | { readonly kind: 'judge'; readonly job: PlacedJob }
  | { readonly kind: 'render'; readonly job: RenderJob }
  | { readonly kind: 'examine'; readonly path: string; readonly overrides: SpecOverrides }
  | {
      readonly kind: 'parity';
      readonly model: EngineModel;
      readonly device: Device;
      readonly picturePaths: readonly string[];
    }
  | { readonly kind: 'probe'; readonly device: Device };

/** Work that goes to the long-lived process; the others get a throw-away one. */
export type StandingRequest = Extract<Request, { readonly kind: 'judge' | 'render' }>;

/** What each request is answered with. */
export interface Answers {
  readonly judge: JudgeResult;
  readonly render: RenderResult;
  readonly examine: ModelSpec;
  readonly parity: ParityReport;
  readonly probe: string;
}
export type Answer = Answers[keyof Answers];
export type AnswerTo<R extends Request> = Answers[R['kind']];

export type HostMessage =
  | { readonly kind: 'settings'; readonly settings: ProcessSettings }
  | { readonly kind: 'request'; readonly id: number; readonly request: Request }
  | { readonly kind: 'cancel'; readonly id: number };

export type ProcessMessage =
  | { readonly kind: 'ready' }
  /** A sign of life between two steps of a long job: the watchdog counts silence. */
  | { readonly kind: 'progress'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorReport };
