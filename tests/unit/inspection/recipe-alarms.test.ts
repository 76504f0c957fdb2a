import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EventBus } from '../../../src/main/events/event-bus.ts';
import { RecipeAlarms } from '../../../src/main/inspection/recipe-alarms.ts';
import { PitchlineError } from '../../../src/shared/errors.ts';
import { parseRecipe } from '../../../src/shared/recipe.ts';

function station() {
  const events = new EventBus({ lastSeq: () => 0, after: () => [] });
  const state = {
    document: parseRecipe({ name: 'gears', rules: { crack: [{}] } }),
    /** Null: there is no such model. */
    classes: ['crack'] as readonly string[] | null,
    inUse: [{ recipe: 'gears' as string | null, model: null as string | null }],
    unreadable: [] as { name: string; problem: string }[],
  };
  const alarms = new RecipeAlarms({
    events,
    recipes: {
      find: () => ({ document: state.document }) as never,
      unreadable: () => state.unreadable,
    },
    library: {
      resolve: async (ref) => {
        if (state.classes === null) throw new PitchlineError('MODEL_NOT_FOUND', `no model ${ref}`);
        return { ref: { ref: `${ref}:1` }, engine: { spec: { classes: state.classes } } } as never;
      },
    },
    inUse: () => state.inUse,
    log: (_, message) => {
      throw new Error(message);
    },
  });
  alarms.start();
  onTestFinished(() => alarms.stop());
  return { events, state };
}

describe('a watched folder whose recipe names classes that its model does not know', () => {
  it('is an alarm when a model goes live, until the recipe says what the model knows', async () => {
    const { events, state } = station();
    state.classes = ['fold'];
    events.publish({ kind: 'model.activated', modelKind: 'yolo', sha256: 'a', ref: 'yolo:1' });
    await vi.waitFor(() =>
      expect(events.alarms()).toMatchObject([
        {
          alarm: 'recipe-classes:gears:',
          severity: 'warning',
          message: expect.stringMatching(/"gears".*rules\.crack.*yolo:1 does not know "crack"/u),
        },
      ]),
    );
    state.document = parseRecipe({ name: 'gears', rules: { fold: [{}] } });
    events.publish({ kind: 'recipe.changed', name: 'gears', revision: 2 });
    await vi.waitFor(() => expect(events.alarms()).toEqual([]));
  });

  it('is none when no folder uses it, and is asked with the model that the folder names', async () => {
    const { events, state } = station();
    state.classes = ['fold'];
    state.inUse = [{ recipe: null, model: 'other' }];
    events.publish({ kind: 'folder.changed', folderId: 'f', change: 'added' });
    await vi.waitFor(() =>
      expect(events.alarms()).toMatchObject([
        { alarm: 'recipe-classes:default:other', message: expect.stringContaining('other:1') },
      ]),
    );
    state.inUse = [];
    events.publish({ kind: 'folder.changed', folderId: 'f', change: 'removed' });
    await vi.waitFor(() => expect(events.alarms()).toEqual([]));
  });

  it('ends when the model that the recipe waits for is installed', async () => {
    const { events, state } = station();
    state.classes = null;
    events.publish({ kind: 'recipe.changed', name: 'gears', revision: 1 });
    await vi.waitFor(() =>
      expect(events.alarms()).toMatchObject([{ message: expect.stringContaining('no model') }]),
    );
    state.classes = ['crack'];
    events.publish({ kind: 'models.changed' });
    await vi.waitFor(() => expect(events.alarms()).toEqual([]));
  });
});

it('a recipe that cannot be read from the log is an alarm until it is saved again', async () => {
  const { events, state } = station();
  state.unreadable = [{ name: 'gears', problem: 'It is spoilt.' }];
  events.publish({ kind: 'recipe.changed', name: 'other', revision: 1 });
  await vi.waitFor(() =>
    expect(events.alarms()).toMatchObject([
      { alarm: 'recipe-unreadable:gears', severity: 'error', message: 'It is spoilt.' },
    ]),
  );
  state.unreadable = [];
  events.publish({ kind: 'recipe.changed', name: 'gears', revision: 2 });
  await vi.waitFor(() => expect(events.alarms()).toEqual([]));
});
