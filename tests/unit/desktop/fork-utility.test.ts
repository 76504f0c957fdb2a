import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const fork = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ utilityProcess: { fork } }));

const { forkUtility } = await import('../../../src/main/electron/fork-utility.ts');

class ChildDouble extends EventEmitter {
  readonly pid = 4_000_000;
  readonly stderr = new PassThrough();
  readonly postMessage = vi.fn();
}

let double: ChildDouble;
beforeEach(() => {
  double = new ChildDouble();
  fork.mockReset().mockReturnValue(double);
});

describe('forkUtility', () => {
  it('passes messages both ways', () => {
    const child = forkUtility('/out/inference.js');
    expect(fork.mock.calls[0]?.[0]).toBe('/out/inference.js');
    const heard = vi.fn();
    child.onMessage(heard);
    double.emit('message', { kind: 'ready' });
    expect(heard).toHaveBeenCalledWith({ kind: 'ready' });
    child.send({ kind: 'close' } as never);
    expect(double.postMessage).toHaveBeenCalledWith({ kind: 'close' });
  });

  it('tells how it ended and what it last said, and sends nothing to the dead', async () => {
    const child = forkUtility('/out/inference.js');
    const ended = vi.fn();
    child.onExit(ended);
    double.stderr.write('libcuda.so.1: cannot open shared object file\n');
    await new Promise(setImmediate);
    double.emit('exit', 134);
    expect(ended).toHaveBeenCalledWith({
      code: 134,
      signal: null,
      stderr: 'libcuda.so.1: cannot open shared object file\n',
    });
    child.send({ kind: 'close' } as never);
    expect(double.postMessage).not.toHaveBeenCalled();
  });

  it('kills for good, not by asking', () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const child = forkUtility('/out/inference.js');
    child.kill();
    expect(kill).toHaveBeenCalledWith(4_000_000, 'SIGKILL');
    double.emit('exit', 0);
    child.kill();
    expect(kill).toHaveBeenCalledOnce();
    kill.mockRestore();
  });
});
