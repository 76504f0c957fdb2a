import type { ErrorReport } from '../../../shared/errors.ts';
import type { ReadArguments, ReadName, ReadResult } from './reads.ts';

export interface ThreadOptions {
  /** `pitchline.db`, or a backup of it. */
  readonly file: string;
}

/** Asks the thread for one read. */
export interface ReadRequest<Name extends ReadName = ReadName> {
  readonly number: number;
  readonly name: Name;
  readonly argument: ReadArguments<Name>;
  /** One Int32: not 0 once nobody waits any more. */
  readonly cancelled: SharedArrayBuffer;
  readonly limitMs: number;
}

export type ToThread = ReadRequest | { readonly close: true };

export type FromThread =
  | { readonly number: number; readonly value: ReadResult<ReadName> }
  | { readonly number: number; readonly report: ErrorReport };
