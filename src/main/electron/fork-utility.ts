import { utilityProcess } from 'electron';
import { type ChildExit, type ForkInference, KEPT_STDERR } from '../inference/child.ts';
import type { ProcessMessage } from '../inference/messages.ts';

/** The inference process as an Electron utility process: the desktop's counterpart of the Node fork. */
export const forkUtility: ForkInference = (entry) => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Pitchline inference',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  let exited = false;
  child.stderr?.on('data', (text: Buffer) => {
    stderr = (stderr + text.toString()).slice(-KEPT_STDERR);
  });
  child.on('exit', () => {
    exited = true;
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => {
      if (!exited) child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', (message: unknown) => listener(message as ProcessMessage));
    },
    onExit: (listener: (exit: ChildExit) => void) => {
      child.on('exit', (code) => listener({ code, signal: null, stderr }));
    },
    kill: () => {
      // utilityProcess.kill() asks politely with SIGTERM; a stopped process would not hear it.
      if (child.pid !== undefined && !exited) process.kill(child.pid, 'SIGKILL');
    },
  };
};
