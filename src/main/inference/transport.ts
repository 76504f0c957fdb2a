import type { HostMessage, ProcessMessage } from './messages.ts';

/** The process's end of the line to its host. */
export interface Channel {
  send(message: ProcessMessage): void;
  listen(listener: (message: HostMessage) => void): void;
}

/** What Electron puts on `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The channel of whatever forked this process: Electron's `utilityProcess` or `child_process`. */
export function openChannel(): Channel {
  const port = (process as { readonly parentPort?: ParentPort }).parentPort;
  if (port !== undefined && port !== null) return portChannel(port);
  if (process.send !== undefined) return forkChannel();
  throw new Error('The inference process is started by the station, not by hand.');
}

function portChannel(port: ParentPort): Channel {
  return {
    send: (message) => port.postMessage(message),
    listen: (listener) => port.on('message', (event) => listener(event.data as HostMessage)),
  };
}

function forkChannel(): Channel {
  // An orphan would go on computing for nobody.
  process.once('disconnect', () => process.exit(0));
  return {
    send: (message) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    listen: (listener) => {
      process.on('message', (message) => listener(message as HostMessage));
    },
  };
}
