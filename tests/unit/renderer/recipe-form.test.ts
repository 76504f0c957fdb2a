import { describe, expect, it } from 'vitest';
import { getIn, setIn, withoutEmpty } from '../../../src/renderer/features/recipes/edit.ts';
import { classNamesOf } from '../../../src/renderer/features/recipes/form/class-names.ts';
import {
  numberText,
  parseNumber,
  sliderEnd,
} from '../../../src/renderer/features/recipes/number-text.ts';
import {
  readRecipeFile,
  readRecipeText,
} from '../../../src/renderer/features/recipes/recipe-files.ts';
import {
  addPolygon,
  rectangle,
  relativePoint,
  removePolygon,
} from '../../../src/renderer/features/recipes/regions.ts';
import { checkRecipe, parseRecipe } from '../../../src/shared/recipe.ts';

const GEARS = parseRecipe({
  name: 'gears',
  rules: { crack: [{ limits: { lengthPx: 40 } }, { severity: 'review' }] },
});

describe('a field of the form', () => {
  it('changes alone, and nothing in place', () => {
    const changed = setIn(GEARS, ['rules', 'crack', 0, 'limits', 'lengthPx'], 50);
    expect(getIn(changed, ['rules', 'crack', 0, 'limits', 'lengthPx'])).toBe(50);
    expect(getIn(GEARS, ['rules', 'crack', 0, 'limits', 'lengthPx'])).toBe(40);
    expect(changed.rules.crack?.[1]).toBe(GEARS.rules.crack?.[1]);
  });

  it('is made with what it lies in, and taken out', () => {
    const path = ['classes', 'fold', 'minimumScore'];
    const made = setIn(GEARS, path, 0.5);
    expect(made.classes).toEqual({ fold: { minimumScore: 0.5 } });
    const gone = setIn(made, path, undefined);
    expect(withoutEmpty(gone, ['classes', 'fold']).classes).toEqual({});
    expect(setIn(GEARS, ['rules', 'crack', 0], undefined).rules.crack).toEqual([
      { atLeast: {}, limits: {}, severity: 'review' },
    ]);
  });

  it('is one of a class with whatever name', () => {
    const path = ['rules', '__proto__'];
    const changed = setIn(GEARS, path, [{ atLeast: {}, limits: {}, severity: 'ng' }]);
    expect(Object.keys(changed.rules)).toEqual(['crack', '__proto__']);
    expect(Object.getPrototypeOf(changed.rules)).toBe(Object.prototype);
    expect(getIn(GEARS, ['rules', 'toString'])).toBeUndefined();
  });

  it('is refused at its path when it is no number', () => {
    const { recipe, refusals } = checkRecipe(
      setIn(GEARS, ['rules', 'crack', 0, 'limits', 'lengthPx'], parseNumber('four')),
    );
    expect(recipe).toBeNull();
    expect(refusals.map(({ path }) => path)).toEqual(['rules.crack[0].limits.lengthPx']);
  });
});

describe('a number', () => {
  it.each([
    ['0.25', 0.25],
    ['0,25', 0.25],
    [' 7 ', 7],
    ['.5', 0.5],
    ['1e-3', 0.001],
    ['', undefined],
    ['1.2.3', Number.NaN],
    ['0x10', Number.NaN],
    ['Infinity', Number.NaN],
    ['4 mm', Number.NaN],
  ])('is read from %j', (text, value) => {
    expect(parseNumber(text)).toEqual(value);
  });

  it('is written as it is typed, without thousands', () => {
    expect(numberText(12345.678, 'en')).toBe('12345.678');
    expect(numberText(0.1, 'de')).toBe('0,1');
    expect(numberText(Number.NaN, 'en')).toBe('');
    expect(numberText(undefined, 'en')).toBe('');
  });

  it('has a slider that ends beyond it and what was measured', () => {
    expect(sliderEnd(13.8, 2)).toBe(20);
    expect(sliderEnd(undefined, 400)).toBe(500);
    expect(sliderEnd(450, undefined)).toBe(1000);
    expect(sliderEnd(Number.NaN, undefined)).toBe(2);
  });
});

describe('regions', () => {
  it('are made by the first polygon and go with the last', () => {
    const group = addPolygon(null, rectangle([0.1, 0.2], [0.5, 0.6]));
    expect(group.polygons[0]?.points).toEqual([
      [0.1, 0.2],
      [0.5, 0.2],
      [0.5, 0.6],
      [0.1, 0.6],
    ]);
    const two = addPolygon({ ...group, share: 0.8 }, rectangle([0, 0], [1, 1]));
    expect(removePolygon(two, 0)).toMatchObject({ share: 0.8, polygons: [{ name: '' }] });
    expect(removePolygon(group, 0)).toBeNull();
  });

  it('stay inside the picture', () => {
    expect(relativePoint(-5, 30, { width: 100, height: 50 })).toEqual([0, 0.6]);
    expect(relativePoint(33.33333, 80, { width: 100, height: 50 })).toEqual([0.3333, 1]);
  });
});

describe('a recipe file', () => {
  it('is read, also where only two fields contradict each other', () => {
    expect(readRecipeText('{"name":"a"}')).toMatchObject({ kind: 'recipe', recipe: { name: 'a' } });
    const contradicting = { name: 'a', rules: { crack: [{ limits: { lengthMm: 2 } }] } };
    expect(readRecipeText(JSON.stringify(contradicting)).kind).toBe('recipe');
  });

  it('is refused with paths, or because it is no JSON', () => {
    expect(readRecipeText('{"name":"a","minimumScore":2,"limit":1}')).toMatchObject({
      kind: 'refused',
      refusals: [{ path: 'minimumScore' }, { path: 'limit' }],
    });
    expect(readRecipeText('name: a')).toEqual({ kind: 'no-json' });
    expect(readRecipeText('null').kind).toBe('refused');
  });
});

it('a file that cannot be read any more is no recipe', async () => {
  const gone = { text: () => Promise.reject(new Error('NotReadableError')) };
  expect(await readRecipeFile(gone)).toEqual({ kind: 'no-json' });
  const file = { text: async () => JSON.stringify(GEARS) };
  expect(await readRecipeFile(file)).toEqual({ kind: 'recipe', recipe: GEARS });
});

describe('the classes that a form offers', () => {
  const version = (sha256: string, number: string, classes: readonly string[]) => ({
    ...{ sha256, name: 'demo', version: number, kind: 'yolo', installedAt: '2026' },
    spec: { classes },
  });
  const models = [version('a', '1', ['scratch']), version('b', '2', ['crack'])];
  const classesOf = (model: string, live: string | null) =>
    classNamesOf({ ...GEARS, rules: {}, model }, {
      models,
      live: { yolo: live, mask2former: null },
    } as never);

  it('are those of the version that the station would take: the live one, else the newest', () => {
    expect(classesOf('demo', 'a')).toEqual(['scratch']);
    expect(classesOf('demo', 'b')).toEqual(['crack']);
    expect(classesOf('demo', null)).toEqual(['crack']);
    expect(classesOf('demo:1', 'b')).toEqual(['scratch']);
    expect(classesOf('yolo', 'b')).toEqual(['crack']);
    expect(classesOf('yolo', null)).toEqual([]);
  });
});
