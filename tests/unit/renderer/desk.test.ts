import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import type { StationClient } from '../../../src/renderer/api/client.ts';
import { RequestError } from '../../../src/renderer/api/problem.ts';
import { createDesk, type Desk } from '../../../src/renderer/features/inspect/desk.ts';
import type { Inspection, ModelKind } from '../../../src/shared/domain.ts';
import { inspection, stored } from './support.ts';

interface Call {
  readonly picture: string;
  readonly model: ModelKind;
  readonly answer: (inspection: Inspection) => void;
  readonly fail: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** A station whose judgements are given by hand, so that the order of things is the test's. */
function setUp(): {
  readonly desk: Desk;
  readonly calls: Call[];
  readonly storePicture: ReturnType<typeof vi.fn<StationClient['storePicture']>>;
} {
  const calls: Call[] = [];
  const storePicture = vi.fn<StationClient['storePicture']>(async (file) => stored(file.name));
  const unused = (): Promise<never> => Promise.reject(new Error('The desk does not ask for this.'));
  const client: StationClient = {
    station: unused,
    models: unused,
    devices: unused,
    demo: unused,
    storePicture,
    inspect: ({ picture, model }, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<Inspection>();
      if (signal === undefined) throw new Error('Every judgement must be cancellable.');
      signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      calls.push({ picture, model, answer: resolve, fail: reject, signal });
      return promise;
    },
  };
  return { desk: createDesk(client, new QueryClient()), calls, storePicture };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const file = (name: string): File => new File(['abc'], name);
const steps = (desk: Desk, model: ModelKind): (string | undefined)[] =>
  desk.getState().pictures.map(({ outcomes }) => outcomes[model]?.step);

describe('opening', () => {
  it('sends a file once and judges it', async () => {
    const { desk, calls, storePicture } = setUp();
    desk.openFiles([file('gear.png')]);
    expect(steps(desk, 'yolo')).toEqual(['sending']);
    await settle();
    expect(calls.map(({ picture, model }) => [picture, model])).toEqual([['sha-gear.png', 'yolo']]);
    calls[0]?.answer(inspection('yolo', [0.9]));
    await settle();
    expect(steps(desk, 'yolo')).toEqual(['judged']);
    expect(storePicture).toHaveBeenCalledOnce();
  });

  it('keeps the others going when one cannot be sent', async () => {
    const { desk, calls, storePicture } = setUp();
    storePicture.mockRejectedValueOnce(
      new RequestError({ code: 'BODY_TOO_LARGE', message: 'It is too large.' }),
    );
    desk.openFiles([file('huge.tif'), file('gear.png')]);
    await settle();
    calls[0]?.answer(inspection('yolo', []));
    await settle();
    expect(steps(desk, 'yolo')).toEqual(['failed', 'judged']);
  });
});

describe('the switch between models', () => {
  it('judges the picture at hand at once, although others wait', async () => {
    const { desk, calls } = setUp();
    desk.openStored(['a', 'b', 'c', 'd', 'e'].map(stored));
    await settle();
    desk.setModel('mask2former');
    await settle();
    expect(calls.at(-1)).toMatchObject({ picture: 'sha-a', model: 'mask2former' });
  });

  it('asks once for what it knows', async () => {
    const { desk, calls } = setUp();
    desk.openStored([stored('a')]);
    await settle();
    calls[0]?.answer(inspection('yolo', []));
    await settle();
    desk.setModel('mask2former');
    await settle();
    calls[1]?.answer(inspection('mask2former', []));
    await settle();
    desk.setModel('yolo');
    desk.openStored([stored('a')]);
    await settle();
    expect(calls).toHaveLength(2);
    expect(steps(desk, 'yolo')).toEqual(['judged', 'judged']);
  });

  it('asks both when they are compared, with one upload', async () => {
    const { desk, calls, storePicture } = setUp();
    desk.setCompare(true);
    desk.openFiles([file('gear.png')]);
    await settle();
    expect(calls.map(({ model }) => model).sort()).toEqual(['mask2former', 'yolo']);
    expect(storePicture).toHaveBeenCalledOnce();
  });
});

describe('cancel', () => {
  it('breaks off requests, and a later judgement is a new one', async () => {
    const { desk, calls } = setUp();
    desk.openStored(['a', 'b', 'c'].map(stored));
    await settle();
    calls[0]?.answer(inspection('yolo', []));
    await settle();
    desk.cancelAll();
    await settle();
    expect(steps(desk, 'yolo')).toEqual(['judged', 'cancelled', 'cancelled']);
    expect(calls.slice(1).every(({ signal }) => signal.aborted)).toBe(true);
    const before = calls.length;
    desk.judgeRest();
    await settle();
    expect(calls.length).toBe(before + 2);
  });
});

describe('what is on the screen', () => {
  it('goes along with what is judged until a picture is chosen', async () => {
    const { desk, calls } = setUp();
    desk.openStored(['a', 'b', 'c'].map(stored));
    await settle();
    const [first, second] = desk.getState().pictures;
    calls[1]?.answer(inspection('yolo', []));
    await settle();
    expect(desk.getState().selected).toBe(second?.id);
    desk.select(first?.id ?? '');
    calls[0]?.answer(inspection('yolo', []));
    calls[2]?.answer(inspection('yolo', []));
    await settle();
    expect(desk.getState()).toMatchObject({ selected: first?.id, held: true });
  });
});

describe('a station that goes away', () => {
  it('loses nothing: what failed for that reason is taken up again', async () => {
    const { desk, calls } = setUp();
    desk.openStored([stored('a')]);
    await settle();
    calls[0]?.fail(new RequestError({ code: 'STATION_LOST', message: '' }));
    await settle();
    expect(steps(desk, 'yolo')).toEqual(['failed']);
    desk.retryLost();
    await settle();
    calls[1]?.answer(inspection('yolo', []));
    await settle();
    expect(steps(desk, 'yolo')).toEqual(['judged']);
  });

  it('sends a picture again that the station no longer holds', async () => {
    const { desk, calls, storePicture } = setUp();
    desk.openFiles([file('gear.png')]);
    await settle();
    calls[0]?.fail(new RequestError({ code: 'PICTURE_NOT_FOUND', message: '' }));
    await settle();
    expect(storePicture).toHaveBeenCalledTimes(2);
    calls[1]?.answer(inspection('yolo', []));
    await settle();
    expect(steps(desk, 'yolo')).toEqual(['judged']);
  });
});
