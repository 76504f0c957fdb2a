import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { CLI, ROOT } from '../../support/cli.ts';
import { residentMegabytes } from './resident-memory.ts';

export interface StationProcess {
  /** Where it serves; rejects when it ends before it serves. */
  readonly address: Promise<string>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGKILL to its inference process; false where it has none now. */
  killInference(): boolean;
  /** SIGTERM: it ends by itself. */
  stop(): Promise<number | null>;
  /** Has it ended by itself? */
  ended(): boolean;
  readonly stderr: () => string;
  /** Of the station without its inference process; NaN where the system does not tell. */
  residentMegabytes(): Promise<number>;
}

/** A station in a process of its own, on any free port. */
export function startStation(
  data: string,
  threads: number,
  nodeArguments: readonly string[] = [],
): StationProcess {
  const args = ['serve', '--port', '0', '--data', data, '--threads', String(threads), '--json'];
  const child = spawn(process.execPath, [...nodeArguments, CLI, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  let over = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-20_000);
  });
  // `exit` and not `close`: its inference process may hold the pipes a moment longer.
  const exited = new Promise<number | null>((resolve) =>
    child.on('exit', (status) => {
      over = true;
      resolve(status);
    }),
  );
  const lines = createInterface({ input: child.stdout });
  const address = Promise.race([
    new Promise<string>((resolve) =>
      lines.once('line', (line) => resolve((JSON.parse(line) as { address: string }).address)),
    ),
    exited.then((status) => {
      throw new Error(`The station ended with ${status} before it served: ${stderr}`);
    }),
  ]);
  // Who kills it while it starts does not ask for its address.
  address.catch(() => undefined);
  return {
    address,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    killInference: () => killChildren(child),
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
    ended: () => over,
    stderr: () => stderr,
    residentMegabytes: () => residentMegabytes(child.pid ?? 0),
  };
}

function killChildren(parent: ChildProcess): boolean {
  let killed = false;
  for (const pid of childrenOf(parent.pid ?? 0)) {
    try {
      process.kill(pid, 'SIGKILL');
      killed = true;
    } catch {
      // It ended by itself between the two lines.
    }
  }
  return killed;
}

/** Linux only, as the whole harness. */
function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter((text) => text.trim() !== '')
      .map(Number);
  } catch {
    return [];
  }
}
