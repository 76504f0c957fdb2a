import { describe, expect, it } from 'vitest';
import { recipeWarnings } from '../../../src/main/inspection/recipe-warnings.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import { parseRecipe } from '../../../src/shared/recipe.ts';
import { unknownClasses } from '../../../src/shared/recipes/unknown-classes.ts';

const recipe = parseRecipe({
  name: 'gears',
  classes: { fold: { minimumScore: 0.5 }, Crack: { minimumScore: 0.4 } },
  rules: { crack: [{}], 'deep pit': [{}], '*': [{}] },
  required: [{ class: 'crack' }, { class: 'gear' }],
});

describe('classes that a model does not know', () => {
  it('are named by their path; the star stands for those that it knows', () => {
    expect(unknownClasses(recipe, ['crack', 'fold'])).toEqual([
      { path: 'classes.Crack', className: 'Crack' },
      { path: 'rules["deep pit"]', className: 'deep pit' },
      { path: 'required[1].class', className: 'gear' },
    ]);
    expect(unknownClasses(recipe, ['crack', 'Crack', 'fold', 'deep pit', 'gear'])).toEqual([]);
  });

  it('are told with what follows: a limit of no effect, a part that is always missing', async () => {
    const warnings = await recipeWarnings(recipe, async () => ({
      ref: 'm:1',
      classes: ['crack', 'Crack', 'fold'],
    }));
    expect(warnings).toEqual([
      'rules["deep pit"]: the model m:1 does not know "deep pit" (it knows crack, Crack, fold), so this changes nothing.',
      'required[1].class: the model m:1 does not know "gear" (it knows crack, Crack, fold), so every part is one that is missing.',
    ]);
  });

  it('are not looked for in a model that is not there, which is told; other failures are failures', async () => {
    const failing = (error: Error) => recipeWarnings(recipe, () => Promise.reject(error));
    expect(await failing(new PitchlineError('MODEL_NOT_FOUND', 'No such model.'))).toEqual([
      'model: No such model.',
    ]);
    await expect(failing(new TypeError('a bug'))).rejects.toThrow('a bug');
  });
});
