import { describe, expect, it } from 'vitest';
import { createStationClient } from '../../../src/renderer/api/client.ts';
import { toProblem } from '../../../src/renderer/api/problem.ts';
import { inspection } from './support.ts';

const REQUEST = { picture: 'abc', name: 'gear 1.png', model: 'yolo' } as const;

function clientOf(answer: () => Response | Promise<Response>): {
  readonly client: ReturnType<typeof createStationClient>;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const client = createStationClient(async (input, init) => {
    asked.push(`${init?.method ?? 'GET'} ${String(input)}`);
    return answer();
  });
  return { client, asked };
}

const problemOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => null, toProblem);

describe('the client', () => {
  it('asks for a judgement and reads it', async () => {
    const expected = inspection('yolo', [0.9]);
    const { client, asked } = clientOf(() => Response.json(expected));
    expect(await client.inspect(REQUEST)).toEqual(expected);
    expect(asked).toEqual([
      'POST /api/v1/inspections?picture=abc&name=gear+1.png&model=yolo&weak=true&source=page',
    ]);
  });

  it('hands on what the station refuses and why', async () => {
    const { client } = clientOf(() =>
      Response.json(
        {
          type: 'about:blank',
          title: 'Body too large',
          status: 413,
          detail: 'The request is larger than 200 MB.',
          code: 'BODY_TOO_LARGE',
        },
        { status: 413 },
      ),
    );
    expect(await problemOf(client.storePicture(new File(['a'], 'a.tif')))).toEqual({
      code: 'BODY_TOO_LARGE',
      message: 'The request is larger than 200 MB.',
    });
  });

  it.each([
    ['a page instead of an answer', () => new Response('<html>', { status: 502 })],
    ['an answer of another version', () => Response.json({ verdict: 'fine' })],
    ['half an answer', () => new Response('{"models": [')],
  ])('says that it cannot read %s', async (_, answer) => {
    const { client } = clientOf(answer);
    expect(await problemOf(client.inspect(REQUEST))).toMatchObject({ code: 'ANSWER_UNREADABLE' });
  });

  it('tells a station that is away from a request that was broken off', async () => {
    const away = clientOf(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await problemOf(away.client.models())).toMatchObject({ code: 'STATION_LOST' });
    const abort = new DOMException('', 'AbortError');
    const broken = clientOf(() => Promise.reject(abort));
    await expect(broken.client.models()).rejects.toBe(abort);
  });
});
