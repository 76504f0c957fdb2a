import { afterAll, describe, expect, it } from 'vitest';
import { readOnnxFacts } from '../../src/main/models/onnx-file.ts';
import { createYoloHead } from '../../src/main/vision/yolo/head.ts';
import { recogniseYolo } from '../../src/main/vision/yolo/spec.ts';
import { meetsBar, printTallies, type Tally } from './support/compare.ts';
import { loadCases } from './support/load.ts';
import { modelOf, openModel, tallyCase } from './support/run-model.ts';

/** What Ultralytics' predictor was run with. */
interface YoloSettings {
  readonly confidence: number;
  readonly iou: number;
  readonly maxDetections: number;
  readonly imageSize: readonly [number, number];
  readonly letterbox: 'fixed' | 'rectangle';
}

describe('YOLO equals Ultralytics’ predictor', () => {
  const tallies = new Map<string, Tally>();
  afterAll(() => printTallies('YOLO against Ultralytics', tallies));

  const cases = loadCases<YoloSettings>('yolo');
  it('has goldens of every head', () => {
    const heads = ['detect', 'segment', 'end2end', 'dynamic', 'half', 'int8', 'nms'];
    const missing = heads.filter((head) => !cases.some((golden) => golden.case.includes(head)));
    expect(missing).toEqual([]);
  });

  it.each(cases.map((golden) => [golden.case, golden] as const))(
    '%s',
    async (name, golden) => {
      const path = modelOf(golden);
      const { imageSize, letterbox, ...options } = golden.settings;
      const facts = await readOnnxFacts(path);
      // Dynamic files are fed at the size that the reference was told, whatever they state.
      const overrides = letterbox === 'rectangle' ? { imageSize } : {};
      const result = recogniseYolo(facts, overrides);
      if ('no' in result) throw new Error(result.no);
      expect(result.spec).toMatchObject({ imageSize, dynamic: letterbox === 'rectangle' });
      const judge = await openModel(path, createYoloHead(result.spec));
      const tally = await tallyCase(golden, judge, options);
      tallies.set(name, tally);
      expect(tally).toSatisfy(meetsBar);
    },
    120_000,
  );
});
