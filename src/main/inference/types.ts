import type {
  Detection,
  Device,
  DeviceWish,
  InspectOptions,
  Tiling,
  Timings,
  Verdict,
} from '../../shared/domain.ts';
import type { ModelSpec } from '../../shared/models.ts';
import type { ParityReport } from '../../shared/parity.ts';
import type { Recipe } from '../../shared/recipe.ts';
import type { PictureFacts } from '../../shared/recipes/picture-checks.ts';
import type { DecodeLimits, SpecOverrides } from '../vision/types.ts';

/** A model as the inference process needs it: everything known, nothing looked up. */
export interface EngineModel {
  readonly sha256: string;
  readonly path: string;
  readonly spec: ModelSpec;
  /** The model's own tiling; a job's options may override it. */
  readonly tiling: Tiling | null;
}

/** What is kept of a judged picture: itself scaled down, a copy of the file, or nothing. */
export type EvidenceMode = 'webp' | 'original' | 'none';

/**
 * Evidence to be written while the picture is at hand: only this process has the very bytes that it
 * judged, the file may change at any time.
 */
export interface EvidenceWish {
  /** Its verdict chooses the mode; the same recipe as the one that the host judges by. */
  readonly recipe: Recipe;
  readonly modes: Readonly<Record<Verdict, EvidenceMode>>;
  /** Longest side of the WebP in pixels; smaller pictures keep their size. */
  readonly maxSide: number;
  /** Of the WebP, 1 to 100. */
  readonly quality: number;
  /** An existing folder for files whose fate is not decided yet. */
  readonly folder: string;
}

/** A file in the wish's folder, complete and on the disk; its name begins with the picture's sha256. */
export interface EvidenceFile {
  readonly mode: Exclude<EvidenceMode, 'none'>;
  readonly path: string;
  readonly bytes: number;
}

export interface JudgeJob {
  readonly picturePath: string;
  readonly model: EngineModel;
  readonly device: DeviceWish;
  readonly options: InspectOptions;
  /** Also draw the detections over the picture and return it as PNG. */
  readonly overlay: boolean;
  /** Of which the overlay shows what matters; without it everything that was found. */
  readonly recipe?: Recipe;
  /** Also measure what a recipe's checks look at. */
  readonly facts?: boolean;
  /** Also write evidence. A full disk then fails the job with DISK_FULL: nothing is judged without it. */
  readonly evidence?: EvidenceWish | null;
}

export interface JudgeResult {
  readonly sha256: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** What really ran. */
  readonly device: Device;
  readonly detections: readonly Detection[];
  readonly timings: Timings;
  readonly warnings: readonly string[];
  readonly overlayPng: Uint8Array | null;
  /** Where the job asks for them. */
  readonly facts?: PictureFacts;
  /** Whoever asked for it moves or deletes it. */
  readonly evidence?: EvidenceFile | null;
}

/** A copy of the upright picture for a screen. */
export interface RenderJob {
  readonly picturePath: string;
  /** Longest side in pixels; larger pictures are scaled down, smaller ones stay. */
  readonly maxSide: number;
}

export interface RenderResult {
  readonly width: number;
  readonly height: number;
  readonly originalWidth: number;
  readonly originalHeight: number;
  readonly jpeg: Uint8Array;
}

export interface DeviceStatus {
  readonly device: Device;
  readonly available: boolean;
  /** Why not, or what it is (`CPU, 2 threads`). */
  readonly reason: string;
}

export type { ParityReport } from '../../shared/parity.ts';

/** Limits of the supervisor; the defaults are in `tuning.ts`, tests shorten them. */
export interface EngineTuning {
  /** Jobs that may wait; one more is refused with INFERENCE_BUSY. */
  readonly queueLimit: number;
  /** Jobs of one kind that the process holds at once: one runs, the others are being decoded. */
  readonly window: number;
  /** Silence of the process with work in hand before it counts as hung. */
  readonly silenceMs: number;
  /** The same while a model is loaded for the first time on a device. */
  readonly loadSilenceMs: number;
  /** Crashes in a row by one model before it is quarantined. */
  readonly quarantineAfter: number;
  /** Crashes in a row without one answer before everything that waits is given up. */
  readonly giveUpAfter: number;
  /** First delay before a restart; doubles with each crash in a row up to the maximum. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** Time limit of one device probe in its throw-away process. */
  readonly probeMs: number;
  /** Time limit of the examination of a model file in its throw-away process. */
  readonly examineMs: number;
}

export interface EngineOptions {
  /** Path of the built inference entry (`out/main/inference.js`). */
  readonly entry: string;
  /** Threads of ONNX Runtime in one operator; null lets it choose for the machine. */
  readonly threads: number | null;
  readonly limits: DecodeLimits;
  /** Pictures on which a device must agree with the CPU before `auto` uses it for a model. */
  readonly parityPictures?: readonly string[];
  readonly tuning?: Partial<EngineTuning>;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

/** The host's side of the inference process. Every failure is a PitchlineError. */
export interface InferenceEngine {
  judge(job: JudgeJob, signal?: AbortSignal): Promise<JudgeResult>;
  render(job: RenderJob, signal?: AbortSignal): Promise<RenderResult>;
  /** Loads an ONNX file, recognises it and runs it once on a grey picture; refuses what the station cannot use. */
  examine(path: string, overrides: SpecOverrides): Promise<ModelSpec>;
  devices(): Promise<readonly DeviceStatus[]>;
  parity(
    model: EngineModel,
    device: Device,
    picturePaths: readonly string[],
  ): Promise<ParityReport>;
  /** Gives a quarantined model another chance, as its import again does. */
  release(sha256: string): void;
  close(): Promise<void>;
}
