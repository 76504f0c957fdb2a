import { type ChildProcess, fork } from 'node:child_process';
import { delimiter } from 'node:path';
import { type ChildExit, type ForkInference, type InferenceChild, KEPT_STDERR } from './child.ts';
import type { ProcessMessage } from './messages.ts';

export interface NodeForkOptions {
  /** Folders in which the dynamic linker looks first (the GPU pack). */
  readonly libraryFolders?: readonly string[];
}

/** The inference process as a plain Node child: headless, command line and tests. */
export function createNodeFork(options: NodeForkOptions = {}): ForkInference {
  const env = libraryEnvironment(process.env, process.platform, options.libraryFolders ?? []);
  return (entry) =>
    adapt(
      fork(entry, [], {
        serialization: 'advanced',
        env,
        // Flags of the host (inspectors, loaders of a test runner) are not meant for the child.
        execArgv: [],
        // Standard output belongs to the command line; native libraries write to both.
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      }),
    );
}

/** The environment with the folders put first on the platform's library path. */
export function libraryEnvironment(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  folders: readonly string[],
): NodeJS.ProcessEnv {
  if (folders.length === 0) return env;
  const name =
    platform === 'win32' ? 'PATH' : platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  const before = env[name];
  const all = before === undefined || before === '' ? folders : [...folders, before];
  return { ...env, [name]: all.join(delimiter) };
}

function adapt(child: ChildProcess): InferenceChild {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR);
  });
  return {
    pid: child.pid,
    send: (message) => {
      // Without the callback a failed send is an `error` event that would look like a failed start.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => {
      child.on('message', (message) => listener(message as ProcessMessage));
    },
    onExit: (listener) => {
      let told = false;
      const tell = (exit: Omit<ChildExit, 'stderr'>): void => {
        if (told) return;
        told = true;
        listener({ ...exit, stderr });
      };
      child.on('error', (error) => {
        if (child.pid !== undefined) return;
        stderr = error.message;
        tell({ code: null, signal: null });
      });
      // `close` comes after the streams, so that the last words are read.
      child.on('close', (code, signal) => tell({ code, signal }));
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
