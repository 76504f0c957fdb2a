import { describe, expect, it } from 'vitest';
import { jobFor, openBench } from './machine.ts';

const bench = openBench();

describe('the inference process', () => {
  it('measures the picture for the checks of a recipe, where the job asks', async () => {
    const model = await bench.model();
    const engine = bench.engine();
    const white = await bench.picture('white.png', 255, { width: 64, height: 48 });
    const measured = await engine.judge(jobFor(white, model, { facts: true }));
    expect(measured.facts).toEqual({ sharpness: 0, brightness: 255, blackShare: 0, whiteShare: 1 });
    expect((await engine.judge(jobFor(white, model))).facts).toBeUndefined();
  });

  it('measures the whole picture, also where the model sees it in tiles', async () => {
    const model = await bench.model();
    const half = { size: { share: 0.5 }, overlap: 0, whole: false };
    const black = await bench.picture('black.png', 0, { width: 64, height: 48 });
    const job = jobFor(black, model, { facts: true, options: { tiling: half } });
    expect((await bench.engine().judge(job)).facts).toMatchObject({ brightness: 0, blackShare: 1 });
  });
});
