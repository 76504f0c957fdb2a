import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '../..');
export const CLI = join(ROOT, 'out/main/cli.js');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function freshFolder(name = 'data'): string {
  return mkdtempSync(join(tmpdir(), `pitchline-${name}-`));
}

function start(args: readonly string[], data: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    cwd: ROOT,
    env: { ...process.env, PITCHLINE_DATA: data, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the built command line to its end. */
export async function pitchline(
  args: readonly string[],
  options: {
    readonly data: string;
    readonly env?: NodeJS.ProcessEnv;
    /** Standard input, which ends after it. */
    readonly input?: string;
  },
): Promise<Ended> {
  const child = start(args, options.data, options.env ?? {});
  // One that ends without reading it breaks the pipe.
  child.stdin?.on('error', () => undefined).end(options.input ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout, stderr };
}

/** The objects of JSON Lines; throws where anything else is on standard output. */
export function jsonLines(text: string): readonly Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export interface Served {
  readonly address: string;
  readonly firstLine: string;
  /** Asks it to end; resolves with its exit status. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/** Starts `serve` on a free port and waits for its address. */
export async function serve(data: string, args: readonly string[] = []): Promise<Served> {
  const child = start(['serve', '--port', '0', ...args], data, {});
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  if (child.stdout === null) throw new Error('no standard output');
  const lines = createInterface({ input: child.stdout });
  const firstLine = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then((status) => {
      throw new Error(`serve ended with ${status}: ${stderr}`);
    }),
  ]);
  return {
    address: /http:\/\/[^\s"]+/.exec(firstLine)?.[0].replace(/\/$/, '') ?? '',
    firstLine,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
