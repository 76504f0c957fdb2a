import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { PitchlineError } from '../../shared/errors.ts';
import { systemCode } from '../errno.ts';
import { createStation, type StationOptions } from '../station.ts';
import { EXIT, note, printJson, printLine } from './output.ts';

export interface ServeArguments {
  readonly host: string;
  readonly port: number;
  readonly open: boolean;
  readonly json: boolean;
}

/** `serve`: the headless station, until Ctrl+C or SIGTERM; its address is the first line printed. */
export async function serveCommand(
  options: StationOptions,
  wanted: ServeArguments,
): Promise<number> {
  const station = await createStation(options);
  try {
    const server = createAdaptorServer({
      // A connection that is gone already has no address: then it is nobody of this machine.
      fetch: (request, { incoming }) =>
        station.fetch(request, { address: incoming.socket.remoteAddress ?? 'unknown' }),
    });
    server.listen(wanted.port, wanted.host);
    await listening(server, wanted);
    station.services.folders.start();
    const address = addressOf(server, wanted.host);
    // Heard from before the address is known: who reads it may ask to stop at once.
    const stop = stopSignal();
    if (wanted.json) printJson({ address });
    else printLine(`Pitchline is at ${address}`);
    if (wanted.open) openInBrowser(address);

    await stop;
    note('Stopping…');
    const closed = once(server, 'close');
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
    return EXIT.done;
  } finally {
    await station.close();
  }
}

type Server = ReturnType<typeof createAdaptorServer>;

async function listening(server: Server, wanted: ServeArguments): Promise<void> {
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'EADDRINUSE') {
      throw new PitchlineError(
        'PORT_IN_USE',
        `Port ${wanted.port} is already in use on ${wanted.host}. Choose another with --port, or --port 0 for any free one.`,
        { cause },
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new PitchlineError(
        'HOST_NOT_AVAILABLE',
        `The station cannot listen on ${wanted.host}:${wanted.port} (${code}). Choose another --host or a --port over 1023.`,
        { cause },
      );
    }
    throw cause;
  }
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') return String(address);
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function openInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '']
      : [process.platform === 'darwin' ? 'open' : 'xdg-open'];
  spawn(command ?? 'xdg-open', [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => note(`No browser could be opened; go to ${address} yourself.`))
    .unref();
}
