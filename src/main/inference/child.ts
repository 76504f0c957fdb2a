import type { HostMessage, ProcessMessage } from './messages.ts';

/** Characters of a process's last words that are kept. */
export const KEPT_STDERR = 4096;

/** How a process ended; `stderr` is the last that it wrote there. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** The host's end of one inference process, whatever forked it. */
export interface InferenceChild {
  readonly pid: number | undefined;
  /** Never throws: a message to a process that has just died is lost, and its exit is reported. */
  send(message: HostMessage): void;
  onMessage(listener: (message: ProcessMessage) => void): void;
  /** Called once, also when the process could not be started. */
  onExit(listener: (exit: ChildExit) => void): void;
  /** Ends it at once, even when it is stopped or busy in native code. */
  kill(): void;
}

/** Starts the inference entry in a process of its own; one adapter each for Node and Electron. */
export type ForkInference = (entry: string) => InferenceChild;

/** The end of a process in words, for the sentence that a person reads. */
export function describeExit(exit: ChildExit): string {
  const how =
    exit.signal !== null ? `was ended by ${exit.signal}` : `ended with status ${exit.code ?? '?'}`;
  const memory =
    exit.signal === 'SIGKILL' || /out of memory|bad_alloc|failed to allocate/iu.test(exit.stderr)
      ? ' (the memory may not suffice)'
      : '';
  const last = lastLine(exit.stderr);
  return last === '' ? `${how}${memory}` : `${how}${memory}: ${last}`;
}

/** The last line that says something; native libraries colour theirs. */
export function lastLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is removed
  const plain = text.replace(/\u001b\[[0-9;]*m/gu, '');
  const lines = plain.split('\n').map((line) => line.trim());
  return lines.findLast((line) => line !== '')?.slice(0, 400) ?? '';
}
