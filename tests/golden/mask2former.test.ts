import { afterAll, describe, expect, it } from 'vitest';
import { readOnnxFacts } from '../../src/main/models/onnx-file.ts';
import { createMask2FormerHead } from '../../src/main/vision/mask2former/head.ts';
import { recogniseMask2Former } from '../../src/main/vision/mask2former/spec.ts';
import { meetsBar, printTallies, type Tally } from './support/compare.ts';
import { loadCases } from './support/load.ts';
import { modelOf, openModel, tallyCase } from './support/run-model.ts';

/** What `post_process_instance_segmentation` was called with. */
interface Mask2FormerSettings {
  readonly confidence: number;
}

describe('Mask2Former equals Hugging Face’s processor', () => {
  const cases = loadCases<Mask2FormerSettings>('mask2former');
  const tallies = new Map<string, Tally>();
  afterAll(() => printTallies('Mask2Former against Hugging Face', tallies));

  it('has cases to compare', () => {
    expect(cases).not.toHaveLength(0);
  });

  it.each(cases.map((golden) => [golden.case, golden] as const))(
    '%s',
    async (name, golden) => {
      const path = modelOf(golden);
      const result = recogniseMask2Former(await readOnnxFacts(path), {});
      if ('no' in result) throw new Error(result.no);
      const head = createMask2FormerHead(result.spec);
      const { confidence } = golden.settings;
      const judge = await openModel(path, head);
      const tally = await tallyCase(golden, judge, { ...head.defaults, confidence });
      tallies.set(name, tally);
      expect(tally).toSatisfy(meetsBar);
    },
    300_000,
  );
});
