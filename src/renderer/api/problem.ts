import type { ErrorCode } from '../../shared/errors.ts';

/** The station's codes and the two that only a page can see. */
export type ProblemCode = ErrorCode | 'STATION_LOST' | 'ANSWER_UNREADABLE';

/** A request that failed, as a person reads it: a code to quote and a sentence that says what to do. */
export interface RequestProblem {
  readonly code: ProblemCode;
  readonly message: string;
}

export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly problem: RequestProblem;

  constructor(problem: RequestProblem, options?: { readonly cause?: unknown }) {
    super(problem.message, options);
    this.problem = problem;
  }
}

export function toProblem(error: unknown): RequestProblem {
  if (error instanceof RequestError) return error.problem;
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

/** True for what a person or the page broke off on purpose. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
