/**
 * Every expected failure has a code from this table. The number is the HTTP status that the API
 * answers with; the command line prints the code and the sentence.
 */
export const ERROR_STATUS = {
  // The picture
  PICTURE_NOT_FOUND: 404,
  PICTURE_NOT_READABLE: 403,
  PICTURE_IS_DIRECTORY: 422,
  PICTURE_EMPTY: 422,
  PICTURE_TRUNCATED: 422,
  PICTURE_CORRUPT: 422,
  PICTURE_CHANGED: 409,
  PICTURE_UNSUPPORTED: 415,
  PICTURE_TOO_LARGE: 413,
  PICTURE_MISSING: 400,
  // The model
  MODEL_NOT_FOUND: 404,
  MODEL_NOT_READABLE: 403,
  MODEL_NOT_ONNX: 422,
  MODEL_TRUNCATED: 422,
  MODEL_UNSUPPORTED: 422,
  MODEL_CLASSES_UNKNOWN: 422,
  MODEL_DATA_MISSING: 422,
  MODEL_LOAD_FAILED: 422,
  MODEL_RUN_FAILED: 500,
  MODEL_AMBIGUOUS: 409,
  MODEL_IN_USE: 409,
  MODEL_QUARANTINED: 503,
  PARITY_FAILED: 409,
  // The device and the inference process
  DEVICE_NOT_AVAILABLE: 503,
  INFERENCE_CRASHED: 503,
  INFERENCE_TIMEOUT: 503,
  INFERENCE_DOWN: 503,
  INFERENCE_BUSY: 503,
  CANCELLED: 499,
  // The log
  INSPECTION_NOT_FOUND: 404,
  COMPARISON_IMPOSSIBLE: 422,
  LOG_SEARCH_TIMEOUT: 503,
  LOG_READ_FAILED: 500,
  SAVED_FILTER_NOT_FOUND: 404,
  SAVED_FILTER_EXISTS: 409,
  // People
  SIGN_IN_NEEDED: 401,
  SIGN_IN_FAILED: 401,
  NOT_ALLOWED: 403,
  TOO_MANY_ATTEMPTS: 429,
  PERSON_NOT_FOUND: 404,
  PERSON_EXISTS: 409,
  LAST_ADMINISTRATOR: 409,
  SECRET_TOO_SHORT: 422,
  DISPOSITION_REFUSED: 422,
  CORRECTION_NOT_FOUND: 404,
  CORRECTION_REFUSED: 422,
  CORRECTION_OUTDATED: 409,
  // The station and its API
  BAD_REQUEST: 400,
  FORBIDDEN_HOST: 403,
  FORBIDDEN_ORIGIN: 403,
  NOT_FOUND: 404,
  BODY_TOO_LARGE: 413,
  PORT_IN_USE: 409,
  DATA_FOLDER_IN_USE: 409,
  DATA_FOLDER_NOT_WRITABLE: 507,
  RECIPE_NOT_FOUND: 404,
  RECIPE_INVALID: 422,
  HOST_NOT_AVAILABLE: 400,
  SETTINGS_INVALID: 400,
  LOG_NEWER: 409,
  LOG_BUSY: 503,
  LOG_DAMAGED: 500,
  LOG_NOT_WRITABLE: 507,
  LOG_NOT_FOUND: 404,
  LOG_BACKUP_FAILED: 507,
  LOG_BACKUP_INVALID: 422,
  FILE_EXISTS: 409,
  DISK_FULL: 507,
  DISK_LOW: 507,
  // Watched folders
  FOLDER_NOT_FOUND: 404,
  FOLDER_INVALID: 422,
  FOLDER_EXISTS: 409,
  FOLDER_NOT_WRITABLE: 409,
  PATTERN_INVALID: 422,
  ALREADY_SEEN: 409,
  // Labelled pictures
  LABELS_NOT_FOUND: 404,
  LABELS_INVALID: 422,
  LABELS_TOO_LARGE: 413,
  CLASSES_DIFFER: 409,
  USAGE: 400,
  INTERNAL: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A failure as it travels between processes, into results and to the API. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  /** Which picture could not be judged, where its bytes could be read. */
  readonly pictureSha256?: string;
}

/** An expected failure: a code for machines, a sentence for a person, and the cause. */
export class PitchlineError extends Error {
  override readonly name = 'PitchlineError';
  readonly code: ErrorCode;
  readonly pictureSha256: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly pictureSha256?: string | undefined },
  ) {
    super(message, options);
    this.code = code;
    this.pictureSha256 = options?.pictureSha256;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** Any thrown value as a report; what was not expected becomes INTERNAL and keeps its message. */
export function toErrorReport(error: unknown): ErrorReport {
  if (error instanceof PitchlineError) {
    const { code, message, pictureSha256 } = error;
    return { code, message, ...(pictureSha256 === undefined ? {} : { pictureSha256 }) };
  }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

/** A failure that came from another process as a report. */
export function fromErrorReport({ code, message, pictureSha256 }: ErrorReport): PitchlineError {
  return new PitchlineError(code, message, { pictureSha256 });
}

/** The same failure, knowing which picture it is about. */
export function aboutPicture(error: unknown, pictureSha256: string): PitchlineError {
  const { code, message } = toErrorReport(error);
  return new PitchlineError(code, message, { cause: error, pictureSha256 });
}
