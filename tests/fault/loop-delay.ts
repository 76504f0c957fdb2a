import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

const IDLE_PROCESS = `
const { monitorEventLoopDelay } = require('node:perf_hooks');
const delay = monitorEventLoopDelay({ resolution: ${RESOLUTION_MS} });
delay.enable();
process.on('message', () => process.send(delay.percentile(99), () => process.exit()));
`;

export interface LoopDelay {
  /** Of this process, in milliseconds. */
  readonly p99: number;
  /** Of a process beside it that does nothing: what the machine itself delays. */
  readonly idleP99: number;
}

/** Measures the event-loop delay of this process against that of an idle one on the same machine. */
export async function measureLoopDelay(work: () => Promise<void>): Promise<LoopDelay> {
  const idle: ChildProcess = spawn(process.execPath, ['-e', IDLE_PROCESS], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await work();
  delay.disable();
  idle.send('end');
  const [idleP99] = (await once(idle, 'message')) as [number];
  // The monitor counts its own interval in: a delay of 0 reads as its resolution.
  const milliseconds = (nanoseconds: number): number => nanoseconds / 1e6 - RESOLUTION_MS;
  return { p99: milliseconds(delay.percentile(99)), idleP99: milliseconds(idleP99) };
}
