import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSend } from '../../../src/renderer/api/ask.ts';
import { jsonLinesOf } from '../../../src/renderer/api/json-lines.ts';
import { contentOf } from '../../../src/renderer/features/recipes/preview/kept-content.ts';
import { parseRecipe } from '../../../src/shared/recipe.ts';

const Line = z.object({ n: z.number() });

async function linesOf(request: typeof fetch): Promise<readonly number[]> {
  const numbers: number[] = [];
  for await (const { n } of jsonLinesOf(createSend(request), 'lines', Line, {})) numbers.push(n);
  return numbers;
}

describe('an answer that comes bit by bit', () => {
  it('is its lines, wherever the bits are cut', async () => {
    const bits = ['{"n":1}\n{"n"', ':2}\n', '\n{"n":3}\n'];
    const body = ReadableStream.from(bits.map((bit) => new TextEncoder().encode(bit)));
    expect(await linesOf(async () => new Response(body as never))).toEqual([1, 2, 3]);
  });

  it('is refused and lost as every other one', async () => {
    const refused: string[] = [];
    const problem = {
      ...{ type: 'about:blank', title: 'Unauthorized', status: 401 },
      ...{ code: 'SIGN_IN_NEEDED', detail: 'Sign in.' },
    };
    const send = createSend(
      async () => Response.json(problem, { status: 401 }),
      () => undefined,
      (code, method) => refused.push(`${method} ${code}`),
    );
    const first = jsonLinesOf(send, 'lines', Line, { method: 'POST' }).next();
    await expect(first).rejects.toMatchObject({ problem: { code: 'SIGN_IN_NEEDED' } });
    expect(refused).toEqual(['POST SIGN_IN_NEEDED']);
    const lost = linesOf(() => Promise.reject(new TypeError('fetch failed')));
    await expect(lost).rejects.toMatchObject({ problem: { code: 'STATION_LOST' } });
  });
});

describe('what the log kept of a picture', () => {
  const model = { ref: 'gears:1', kind: 'yolo', sha256: 'a'.repeat(64) } as const;
  const kept = (floor: number) => ({
    ...{ width: 10, height: 10, model, detections: [], weakDetections: [] },
    thresholds: { floor, tiling: 'model' },
  });
  const recipe = (minimumScore: number) => parseRecipe({ name: 'gears', minimumScore });

  it('is enough for a recipe that looks no lower', () => {
    expect(contentOf(kept(0.05) as never, recipe(0.05))).toMatchObject({ width: 10 });
    expect(contentOf(kept(0.1) as never, recipe(0.25))).toMatchObject({ width: 10 });
  });

  it('is not enough for one that looks lower, however low that is', () => {
    expect(contentOf(kept(0.05) as never, recipe(0.02))).toBeNull();
    expect(contentOf(kept(0.3) as never, recipe(0.25))).toBeNull();
  });
});
