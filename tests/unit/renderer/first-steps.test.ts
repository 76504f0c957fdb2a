import { describe, expect, it } from 'vitest';
import { isEmpty, stepsDone } from '../../../src/renderer/features/inspect/first-steps/steps.ts';

const NOTHING = { any: false, own: null };
const folder = (recipe: string | null) => ({ settings: { recipe } });

describe('the first steps', () => {
  it('are shown of themselves on a station only that nobody has used', () => {
    expect(isEmpty(NOTHING, [])).toBe(true);
    expect(isEmpty({ any: true, own: null }, [])).toBe(false);
    expect(isEmpty(NOTHING, [folder(null)])).toBe(false);
  });

  it.each([
    [NOTHING, [], [], 'demo'],
    [{ any: true, own: null }, [], ['demo'], 'folder'],
    [{ any: true, own: null }, [folder(null)], ['demo', 'folder'], 'recipe'],
    [{ any: true, own: null }, [folder('gear'), folder(null)], ['demo', 'folder', 'recipe'], 'own'],
    // A folder that was set up in the settings, without a recipe of its own.
    [{ any: true, own: {} }, [folder(null)], ['demo', 'folder', 'own'], 'recipe'],
    [{ any: true, own: {} }, [folder('gear')], ['demo', 'folder', 'recipe', 'own'], null],
  ] as const)('%j with %j has done %j and goes on with %s', (had, folders, done, current) => {
    const steps = stepsDone(had, folders);
    expect([...steps.done]).toEqual(done);
    expect(steps.current).toBe(current);
  });
});
