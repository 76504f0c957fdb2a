import { expect, it } from 'vitest';
import { unfitRecipes } from '../../../src/renderer/features/models/unfit-recipes.ts';
import { parseRecipe } from '../../../src/shared/recipe.ts';

const model = {
  ...{ kind: 'yolo', name: 'bright', version: '2', sha256: 'ab'.repeat(32) },
  spec: { classes: ['crack'] },
} as Parameters<typeof unfitRecipes>[0];

const found = (document: object): unknown =>
  unfitRecipes(model, [parseRecipe({ name: 'gears', ...document })]);

it('names what a recipe says of classes that the model does not know', () => {
  expect(found({ rules: { crack: [{}], '*': [{}] } })).toEqual([]);
  expect(
    found({
      rules: { rust: [{}] },
      classes: { rust: { minimumScore: 0.5 }, gear: { minimumScore: 0.3 } },
      required: [{ class: 'gear' }],
    }),
  ).toEqual([{ name: 'gears', ignored: ['rust'], required: ['gear'] }]);
});

it.each([
  ['yolo', true],
  ['mask2former', false],
  ['bright', true],
  ['bright@live', true],
  ['bright:2', true],
  ['bright:1', false],
  ['dark', false],
])('asks the recipes that it will judge by: %s', (wanted, isAsked) => {
  expect(found({ model: wanted, rules: { rust: [{}] } })).toHaveLength(isAsked ? 1 : 0);
});
