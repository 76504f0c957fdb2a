import type { ErrorReport } from '../../shared/errors.ts';
import type { ChildExit, ForkInference } from './child.ts';
import type { AnswerTo, ProcessSettings, Request } from './messages.ts';

/** How a question to a throw-away process ended; every end is a value, none is an exception. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly answer: T }
  | { readonly kind: 'failed'; readonly error: ErrorReport; readonly stderr: string }
  | { readonly kind: 'exit'; readonly exit: ChildExit }
  | { readonly kind: 'timeout' };

export type AskOnce = <R extends Request>(
  request: R,
  limitMs: number,
) => Promise<Outcome<AnswerTo<R>>>;

/**
 * Asks one question of a process of its own, which ends afterwards: what may abort in native code
 * (a driver, a foreign model) must not take the process that inspects with it.
 */
export function createAskOnce(
  fork: ForkInference,
  entry: string,
  settings: ProcessSettings,
): AskOnce {
  return <R extends Request>(request: R, limitMs: number) =>
    new Promise<Outcome<AnswerTo<R>>>((resolve) => {
      const child = fork(entry);
      let outcome: Outcome<AnswerTo<R>> | undefined;
      const end = (value: Outcome<AnswerTo<R>>): void => {
        outcome ??= value;
        clearTimeout(timer);
        child.kill();
      };
      const timer = setTimeout(() => end({ kind: 'timeout' }), limitMs);
      child.onMessage((message) => {
        if (message.kind === 'ready') {
          child.send({ kind: 'settings', settings });
          child.send({ kind: 'request', id: 1, request });
        } else if (message.kind === 'done') {
          end({ kind: 'done', answer: message.answer as AnswerTo<R> });
        } else if (message.kind === 'failed') {
          end({ kind: 'failed', error: message.error, stderr: '' });
        }
      });
      // Resolved only when the process is gone: then its last words are complete and nothing is left.
      child.onExit((exit) => {
        clearTimeout(timer);
        const result = outcome ?? { kind: 'exit', exit };
        resolve(result.kind === 'failed' ? { ...result, stderr: exit.stderr } : result);
      });
    });
}
