import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStationLog, type StationLog } from '../../../src/main/log/station-log.ts';
import { STATION_ACTOR } from '../../../src/shared/log.ts';
import { DEFAULT_RECIPE, parseRecipe } from '../../../src/shared/recipe.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const gears = (more: object = {}) => parseRecipe({ name: 'gears', ...more });

describe('the store of recipes', () => {
  let folder: string;
  let log: StationLog;
  const open = (): Promise<StationLog> =>
    openStationLog({ folder, software: '1.2.3', log: () => undefined, now: () => NOW });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pitchline-recipes-'));
    log = await open();
  });
  afterEach(async () => {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  });
  const auditRows = (): readonly { kind: string; payload: string }[] =>
    log.database.connection
      .prepare<[], { kind: string; payload: string }>(
        "SELECT kind, payload FROM audit WHERE kind = 'recipe.saved' ORDER BY seq",
      )
      .all();

  it('has the default recipe from the start, once', async () => {
    expect(log.recipes.find()).toMatchObject({
      name: 'default',
      revision: 1,
      createdBy: null,
      document: DEFAULT_RECIPE,
    });
    await log.close();
    log = await open();
    expect(log.recipes.revisions('default')).toHaveLength(1);
    expect(auditRows()).toHaveLength(1);
  });

  it('adds a revision for a changed document and none for the same', () => {
    const first = log.recipes.save(gears(), STATION_ACTOR);
    expect(first).toMatchObject({ isNew: true, revision: { name: 'gears', revision: 1 } });
    expect(log.recipes.save(gears(), STATION_ACTOR)).toEqual({ ...first, isNew: false });
    const second = log.recipes.save(gears({ minimumScore: 0.4 }), STATION_ACTOR);
    expect(second.revision.revision).toBe(2);
    // Back to what it was: that is a change too.
    expect(log.recipes.save(gears(), STATION_ACTOR).revision).toMatchObject({
      revision: 3,
      sha256: first.revision.sha256,
    });
    expect(log.recipes.revisions('gears').map(({ revision }) => revision)).toEqual([3, 2, 1]);
    expect(log.recipes.list().map(({ name, revision }) => `${name}:${revision}`)).toEqual([
      'default:1',
      'gears:3',
    ]);
  });

  it('finds the newest of a name, and any revision by its number, also after a restart', async () => {
    log.recipes.save(gears(), STATION_ACTOR);
    log.recipes.save(gears({ minimumScore: 0.4 }), STATION_ACTOR);
    await log.close();
    log = await open();
    expect(log.recipes.find('gears').document.minimumScore).toBe(0.4);
    expect(log.recipes.find('gears:1').document).toEqual(gears());
    expect(() => log.recipes.find('gears:3')).toThrow(
      'The recipe "gears" has no revision 3; its newest is 2.',
    );
    for (const ref of ['gear', 'gears:', 'gears:1:1', '']) {
      expect(() => log.recipes.find(ref)).toThrow(`There is no recipe "${ref.replace(/:1$/, '')}"`);
    }
    expect(() => log.recipes.revisions('gear')).toThrow('there are: default, gears.');
  });

  it('puts what changed into the audit chain, in the same transaction', () => {
    log.recipes.save(gears(), STATION_ACTOR);
    const { revision } = log.recipes.save(gears({ minimumScore: 0.4 }), STATION_ACTOR);
    expect(JSON.parse(auditRows().at(-1)!.payload)).toEqual({
      id: revision.id,
      name: 'gears',
      revision: 2,
      sha256: revision.sha256,
      changes: [{ path: 'minimumScore', before: 0.25, after: 0.4 }],
    });
    const rows = auditRows().length;
    expect(() =>
      log.database.transaction(() => {
        log.recipes.save(gears({ minimumScore: 0.5 }), STATION_ACTOR);
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(log.recipes.find('gears').revision).toBe(2);
    expect(auditRows()).toHaveLength(rows);
  });

  it('keeps the default recipe that a person wrote', async () => {
    log.recipes.save(parseRecipe({ name: 'default', minimumScore: 0.6 }), STATION_ACTOR);
    await log.close();
    log = await open();
    expect(log.recipes.find()).toMatchObject({ revision: 2, document: { minimumScore: 0.6 } });
  });

  it.each([
    ['is no JSON', '{"name":'],
    ['says what no recipe says', '{"name":"gears","minimumScore":7}'],
  ])('goes on without a recipe whose document %s, says so, and takes it anew', async (_, text) => {
    log.recipes.save(gears(), STATION_ACTOR);
    log.recipes.save(parseRecipe({ name: 'other' }), STATION_ACTOR);
    log.database.connection
      .prepare(`UPDATE recipes SET document = ? WHERE name = 'gears'`)
      .run(text);
    await log.close();
    log = await open();
    expect(log.recipes.list().map(({ name }) => name)).toEqual(['default', 'other']);
    expect(log.recipes.unreadable()).toEqual([
      { name: 'gears', problem: expect.stringMatching(/"gears:1" cannot be read.*Save it again/u) },
    ]);
    expect(() => log.recipes.find('gears')).toThrow(
      expect.objectContaining({ code: 'RECIPE_INVALID' }),
    );
    expect(log.recipes.revisions('gears')).toEqual([]);
    expect(log.recipes.save(gears(), STATION_ACTOR)).toMatchObject({
      isNew: true,
      revision: { revision: 2, document: { name: 'gears' } },
    });
    expect(log.recipes.unreadable()).toEqual([]);
    expect(log.recipes.revisions('gears').map(({ revision }) => revision)).toEqual([2]);
  });
});
