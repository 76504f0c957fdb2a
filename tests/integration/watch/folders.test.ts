import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PitchlineError } from '../../../src/shared/errors.ts';
import { FolderSettingsSchema } from '../../../src/shared/folders.ts';
import { STATION_ACTOR } from '../../../src/shared/log.ts';
import { plainJudging, type Running, until, type WatchBench, watchBench } from './bench.ts';

const names = (station: Running): string[] =>
  station.rows().map(({ relative_path }) => relative_path);
const verdicts = (station: Running): Record<string, string> =>
  Object.fromEntries(station.rows().map(({ relative_path, verdict }) => [relative_path, verdict]));

/** Resolves when this many are judged and nothing is left to do. */
async function judged(station: Running, id: string, count: number): Promise<void> {
  await until(
    () => ({ rows: station.rows().length, queue: station.folders.get(id).queue }),
    ({ rows, queue }) => rows >= count && queue.waiting === 0 && queue.inWork === 0,
  );
  expect(station.rows()).toHaveLength(count);
}

describe('a watched folder', () => {
  it('judges what lies there, oldest first, and what comes, once each', async () => {
    const bench = await watchBench();
    for (const [index, name] of ['c.png', 'a.png', 'b.png'].entries()) {
      await bench.put(name, `picture ${name}`);
      await utimes(join(bench.input, name), 1_000_000 + index, 1_000_000.5 + index);
    }
    await bench.put('notes.txt', 'no picture');
    const station = await bench.start();
    const id = await station.add();
    await judged(station, id, 3);
    expect(names(station)).toEqual(['c.png', 'a.png', 'b.png']);
    await bench.put('d.png', 'bad picture');
    await judged(station, id, 4);
    expect(verdicts(station)['d.png']).toBe('ng');
    expect(bench.jobs).toHaveLength(4);
  });

  it('knows after a restart what it has seen, without reading it again, and catches up', async () => {
    const bench = await watchBench();
    await bench.put('a.png', 'one');
    const first = await bench.start();
    await judged(first, await first.add(), 1);
    await first.close();
    await bench.put('b.png', 'two');
    const second = await bench.start();
    await until(
      () => second.rows().length,
      (count) => count === 2,
    );
    expect(bench.jobs).toEqual(['one', 'two']);
  });

  it('judges new bytes under an old name, and the same bytes not again', async () => {
    const bench = await watchBench();
    await bench.put('latest.bmp', 'first');
    const station = await bench.start();
    const id = await station.add();
    await judged(station, id, 1);
    await bench.put('latest.bmp', 'later');
    await judged(station, id, 2);
    // Touched, and copied anew from elsewhere: nothing to judge.
    await bench.put('latest.bmp', 'later');
    await bench.put('mark.png', 'the end');
    await judged(station, id, 3);
    await bench.put('latest.bmp', 'first');
    await bench.put('mark 2.png', 'the very end');
    await judged(station, id, 4);
    expect(bench.jobs.filter((text) => text === 'first' || text === 'later')).toHaveLength(2);
  });

  it('judges what is written under a name while its picture is judged, without waiting for a look', async () => {
    const bench: WatchBench = await watchBench({
      judging: async (text): Promise<'ok'> => {
        if (text === 'first') await bench.put('latest.bmp', 'second');
        return 'ok';
      },
    });
    const station = await bench.start();
    const id = await station.add({ watching: 'events' });
    await until(
      () => station.folders.get(id).state,
      (state) => state === 'watching',
    );
    await bench.put('latest.bmp', 'first');
    await judged(station, id, 2);
    expect(bench.jobs).toEqual(['first', 'second']);
  });

  it('the same bytes under another name are another picture', async () => {
    const bench = await watchBench();
    await bench.put('a.png', 'one');
    await copyFile(join(bench.input, 'a.png'), join(bench.input, 'copy of a.png'));
    const station = await bench.start();
    await judged(station, await station.add(), 2);
  });

  it('leaves temporary names alone until they are renamed', async () => {
    const bench = await watchBench();
    const station = await bench.start();
    const id = await station.add({ patterns: ['*'] });
    for (const name of ['.a.png', 'b.png.tmp', 'c.png.part']) await bench.put(name, name);
    await bench.put('mark.png', 'mark');
    await judged(station, id, 1);
    await rename(join(bench.input, 'b.png.tmp'), join(bench.input, 'b.png'));
    await judged(station, id, 2);
    expect(names(station)).toEqual(['mark.png', 'b.png']);
  });

  it('finds what comes in folders inside it, in new ones and in whole ones moved there', async () => {
    const bench = await watchBench();
    await bench.put('lot 1/a.png', '1');
    const station = await bench.start();
    const id = await station.add({ recursive: true, watching: 'events' });
    await judged(station, id, 1);
    await bench.put('lot 2/deep/b.png', '2');
    await judged(station, id, 2);
    await mkdir(join(bench.folder, 'outside/x'), { recursive: true });
    await writeFile(join(bench.folder, 'outside/x/c.png'), '3');
    await rename(join(bench.folder, 'outside'), join(bench.input, 'lot 3'));
    await judged(station, id, 3);
    await bench.put('lot 3/x/d.png', '4');
    await judged(station, id, 4);
  });

  it('with more files than it remembers judges all of them, the oldest first', async () => {
    const bench = await watchBench({ remembered: 10 });
    for (let index = 0; index < 60; index += 1) {
      await bench.put(`${index}.png`, `picture ${index}`);
      const time = 2_000_000.5 - index;
      await utimes(join(bench.input, `${index}.png`), time, time);
    }
    const station = await bench.start();
    const id = await station.add();
    await judged(station, id, 60);
    const ages = station.rows().map(({ relative_path }) => Number.parseInt(relative_path, 10));
    // Six are in work at once, and no order is promised among them.
    for (const [place, age] of ages.entries()) expect(Math.abs(59 - age - place)).toBeLessThan(6);
  });

  it('polls where it is asked to', async () => {
    const bench = await watchBench();
    const station = await bench.start();
    const id = await station.add({ watching: 'polling' });
    await bench.put('a.png', '1');
    await judged(station, id, 1);
    expect(station.folders.get(id).events).not.toBe(true);
  });
});

describe('a file that is not complete', () => {
  it('is judged when it is, and only then', async () => {
    const bench = await watchBench();
    const station = await bench.start();
    const id = await station.add({ patienceSeconds: 60 });
    await bench.put('a.png', 'half a pic');
    await until(
      () => station.folders.get(id).troubles,
      (troubles) => troubles[0]?.reason === 'It ends too early.',
    );
    expect(station.rows()).toEqual([]);
    await bench.put('a.png', 'a whole picture');
    await judged(station, id, 1);
    expect(verdicts(station)).toEqual({ 'a.png': 'ok' });
    expect(station.folders.get(id).troubles).toEqual([]);
  });

  it('that stays so is recorded once as an error, quarantined, and tried again when it changes', async () => {
    const bench = await watchBench();
    await bench.put('a.png', 'half a pic');
    await bench.put('empty.png', '');
    const first = await bench.start();
    const id = await first.add();
    await judged(first, id, 2);
    expect(verdicts(first)).toEqual({ 'a.png': 'error', 'empty.png': 'error' });
    expect(first.folders.get(id).quarantine).toMatchObject([
      { reason: expect.any(String), tries: 2 },
      { reason: expect.any(String), tries: 2 },
    ]);
    await first.close();
    const tried = bench.jobs.length;

    const second = await bench.start();
    await bench.put('a.png', 'a whole picture');
    await judged(second, id, 3);
    expect(bench.jobs.length).toBe(tried + 1);
    const { quarantine } = second.folders.get(id);
    expect(quarantine.map(({ relativePath }) => relativePath)).toEqual(['empty.png']);
  });

  it('that is quarantined is judged once more where a person asks for it', async () => {
    let limit = true;
    const bench = await watchBench({
      judging: () => {
        if (limit) throw new PitchlineError('PICTURE_TOO_LARGE', 'It is too large.');
        return 'ok';
      },
    });
    await bench.put('a.png', 'a large picture');
    const station = await bench.start();
    const id = await station.add();
    await judged(station, id, 1);
    limit = false;
    expect(station.folders.retry(id)).toBe(1);
    await judged(station, id, 2);
    expect(station.rows().map(({ verdict }) => verdict)).toEqual(['error', 'ok']);
    expect(station.folders.get(id).quarantine).toEqual([]);
  });

  it('that brings the inference process down is recorded at once, and not again', async () => {
    const bench = await watchBench();
    await bench.put('a.png', 'crash');
    const first = await bench.start();
    const id = await first.add();
    await judged(first, id, 1);
    expect(first.rows()[0]).toMatchObject({ verdict: 'error', error_code: 'INFERENCE_CRASHED' });
    await first.close();
    const second = await bench.start();
    await bench.put('b.png', 'fine');
    await judged(second, id, 2);
    expect(bench.jobs).toEqual(['crash', 'fine']);
  });
});

describe('a station that cannot judge now', () => {
  it.each(['INFERENCE_BUSY', 'DISK_FULL', 'MODEL_QUARANTINED', 'DEVICE_NOT_AVAILABLE'] as const)(
    '%s: says nothing of the file, and goes on when it can',
    async (code) => {
      let able = false;
      const bench = await watchBench({
        judging: (text, job) => {
          if (!able) throw new PitchlineError(code, 'Not now.');
          return plainJudging(text, job);
        },
      });
      for (const name of ['a.png', 'b.png', 'c.png']) await bench.put(name, name);
      const station = await bench.start();
      const id = await station.add();
      await until(
        () => station.folders.get(id),
        ({ state }) => state === 'waiting',
      );
      expect(station.folders.get(id).problem).toBe('Not now.');
      expect(bench.events).toContainEqual(
        expect.objectContaining({ kind: 'alarm.raised', alarm: `folder-waiting:${id}` }),
      );
      expect(station.rows()).toEqual([]);
      able = true;
      await judged(station, id, 3);
      expect(bench.events).toContainEqual({
        kind: 'alarm.cleared',
        alarm: `folder-waiting:${id}`,
      });
    },
  );

  it('a model that fails on one picture alone: that one is an error, when others could be judged', async () => {
    const bench = await watchBench({
      judging: (text) => {
        if (text.startsWith('odd')) throw new PitchlineError('MODEL_RUN_FAILED', 'It failed.');
        return 'ok';
      },
    });
    await bench.put('odd.png', 'odd');
    const station = await bench.start();
    const id = await station.add();
    await until(
      () => bench.jobs.length,
      (count) => count >= 3,
    );
    expect(station.rows()).toEqual([]);
    await bench.put('fine.png', 'fine');
    await judged(station, id, 2);
    expect(verdicts(station)).toEqual({ 'fine.png': 'ok', 'odd.png': 'error' });
  });

  it('a fault on one file alone does not stop the others', async () => {
    const bench = await watchBench({
      judging: (text) => {
        if (text === 'first') throw new PitchlineError('DEVICE_NOT_AVAILABLE', 'Not on this.');
        return 'ok';
      },
    });
    await bench.put('a.png', 'first');
    const station = await bench.start();
    const id = await station.add();
    await until(
      () => station.folders.get(id).state,
      (state) => state === 'waiting',
    );
    for (const name of ['b.png', 'c.png', 'd.png']) await bench.put(name, name);
    await until(
      () => station.rows().length,
      (count) => count === 3,
    );
    expect(verdicts(station)).toEqual({ 'b.png': 'ok', 'c.png': 'ok', 'd.png': 'ok' });
  });

  it('takes nothing while the disk has too little room', async () => {
    let room = false;
    const bench = await watchBench({ mayTake: () => room });
    await bench.put('a.png', '1');
    const station = await bench.start();
    const id = await station.add();
    await until(
      () => station.folders.get(id),
      ({ state, queue }) => state === 'waiting' && queue.waiting === 1,
    );
    expect(bench.jobs).toEqual([]);
    room = true;
    await judged(station, id, 1);
  });
});

it('a folder watched once ends in words where the disk has too little room, and waits for nothing', async () => {
  const bench = await watchBench({ mayTake: () => false });
  await bench.put('a.png', '1');
  const station = await bench.start();
  const wanted = FolderSettingsSchema.parse({ path: bench.input, settleSeconds: 0.05 });
  const ended = station.folders.watchHere(wanted, { once: true }, new AbortController().signal);
  await expect(ended).rejects.toMatchObject({
    code: 'DISK_LOW',
    message: expect.stringContaining('too little room'),
  });
  expect(station.rows()).toEqual([]);
});

describe('a folder that vanishes', () => {
  it('is an alarm, and work goes on when it is back, by events too', async () => {
    const bench = await watchBench();
    await bench.put('a.png', '1');
    const station = await bench.start();
    const id = await station.add({ watching: 'events' });
    await judged(station, id, 1);
    await rename(bench.input, `${bench.input}-away`);
    station.folders.lookNow(id);
    await until(
      () => station.folders.get(id).state,
      (state) => state === 'missing',
    );
    expect(bench.events).toContainEqual(
      expect.objectContaining({ kind: 'alarm.raised', alarm: `folder-missing:${id}` }),
    );
    await rename(`${bench.input}-away`, bench.input);
    await bench.put('b.png', '2');
    await judged(station, id, 2);
    expect(station.folders.get(id)).toMatchObject({ state: 'watching', problem: null });
    await bench.put('c.png', '3');
    await judged(station, id, 3);
  });

  it('and is another one when it is back: nothing is judged twice, nothing missed', async () => {
    const bench = await watchBench();
    await bench.put('a.png', '1');
    const station = await bench.start();
    const id = await station.add();
    await judged(station, id, 1);
    await rm(bench.input, { recursive: true });
    await mkdir(bench.input);
    await bench.put('a.png', '1');
    await bench.put('b.png', '2');
    await judged(station, id, 2);
    await bench.put('c.png', '3');
    await judged(station, id, 3);
    expect(bench.jobs).toEqual(['1', '2', '3']);
  });
});

describe('a folder whose settings cannot be read', () => {
  it('is an alarm, and the others go on', async () => {
    const bench = await watchBench();
    const first = await bench.start();
    await first.add();
    first.sql(
      `INSERT INTO folders (id, document, created_at) VALUES ('broken', '{"origin":"station"', '2026') RETURNING id`,
    );
    await first.close();
    const second = await bench.start();
    expect(bench.events).toContainEqual(
      expect.objectContaining({ kind: 'alarm.raised', alarm: 'folder-unreadable:broken' }),
    );
    await bench.put('a.png', 'good');
    await expect.poll(() => second.rows()).toMatchObject([{ relative_path: 'a.png' }]);
    await second.folders.remove('broken', STATION_ACTOR);
    expect(bench.events).toContainEqual({
      ...{ kind: 'alarm.cleared', alarm: 'folder-unreadable:broken' },
    });
    expect(second.sql("SELECT id FROM folders WHERE id = 'broken' AND removed_at IS NULL")).toEqual(
      [],
    );
    await second.close();
  });
});

describe('afterwards', () => {
  it('files move by their verdict, keep their path, and are not found again', async () => {
    const bench = await watchBench();
    await bench.put('lot/a.png', 'good');
    await bench.put('lot/b.png', 'bad');
    await bench.put('c.png', 'half');
    const station = await bench.start();
    const id = await station.add({ recursive: true, afterwards: { kind: 'move', to: null } });
    await judged(station, id, 3);
    await until(
      () => station.folders.get(id).counts.toMove,
      (count) => count === 0,
    );
    for (const path of ['ok/lot/a.png', 'ng/lot/b.png', 'error/c.png']) {
      expect(existsSync(join(bench.input, path)), path).toBe(true);
    }
    expect(await readdir(join(bench.input, 'lot'))).toEqual([]);
    // The same bytes come once more: no new inspection, and they do not stay in the way.
    await bench.put('lot/a.png', 'good');
    await until(() => existsSync(join(bench.input, 'ok/lot/a-2.png')), Boolean);
    await bench.put('mark.png', 'mark');
    await judged(station, id, 4);
  });

  it('a move that cannot be done is an alarm, nothing is judged twice, and the next start does it', async () => {
    const bench = await watchBench();
    await bench.put('a.png', 'good');
    const target = join(bench.folder, 'sorted');
    await writeFile(target, 'a file where the folder should be');
    const first = await bench.start();
    const id = await first.add({ afterwards: { kind: 'move', to: target } });
    await until(
      () => first.folders.get(id).troubles.length,
      (count) => count === 1,
    );
    expect(bench.events).toContainEqual(
      expect.objectContaining({ kind: 'alarm.raised', alarm: `folder-moves:${id}` }),
    );
    await first.close();
    await rm(target);
    const second = await bench.start();
    await until(() => existsSync(join(target, 'ok/a.png')), Boolean);
    expect(second.rows()).toHaveLength(1);
    expect(existsSync(join(bench.input, 'a.png'))).toBe(false);
  });
});

describe('result files', () => {
  it('are written for each inspection, with the identity of the part', async () => {
    const bench = await watchBench();
    const results = join(bench.folder, 'results');
    await bench.put('S7_L2.png', 'bad');
    await bench.put('other.png', 'good');
    const station = await bench.start();
    const id = await station.add({
      part: { kind: 'template', text: '{serial}_{lot}.*' },
      results: { kind: 'json', folder: results },
    });
    await judged(station, id, 2);
    await until(
      () => station.folders.get(id).counts.resultsToWrite,
      (count) => count === 0,
    );
    expect((await readdir(results)).sort()).toEqual(['S7_L2.json', 'other.json']);
    expect(
      station
        .rows()
        .map(({ serial }) => serial)
        .sort(),
    ).toEqual(['S7', null]);
    expect(station.sql('SELECT part_matched FROM inspections ORDER BY serial')).toEqual([
      { part_matched: 0 },
      { part_matched: 1 },
    ]);
  });

  it('that cannot be written are an alarm, and are written after the next start', async () => {
    const bench = await watchBench();
    const results = join(bench.folder, 'results');
    await writeFile(results, 'a file where the folder should be');
    await bench.put('a.png', 'good');
    const first = await bench.start();
    const id = await first.add({ results: { kind: 'csv', folder: results } });
    await until(
      () => bench.events.map((event) => (event.kind === 'alarm.raised' ? event.alarm : '')),
      (alarms) => alarms.includes(`folder-results:${id}`),
    );
    expect(first.folders.get(id).counts.resultsToWrite).toBe(1);
    await first.close();
    await rm(results);
    const second = await bench.start();
    await until(
      () => second.folders.get(id).counts.resultsToWrite,
      (count) => count === 0,
    );
    expect(await readdir(results)).toHaveLength(1);
    expect(second.rows()).toHaveLength(1);
  });
});

describe('setting folders up', () => {
  it('is refused in words where it cannot be', async () => {
    const bench = await watchBench();
    const station = await bench.start();
    const refusal = async (more: object): Promise<string> =>
      station.add(more).then(
        () => 'accepted',
        (error: PitchlineError) => error.code,
      );
    expect(await refusal({ path: join(bench.folder, 'none') })).toBe('FOLDER_INVALID');
    expect(await refusal({ path: join(bench.folder, 'data') })).toBe('FOLDER_INVALID');
    expect(await refusal({ results: { kind: 'csv', folder: 'here' } })).toBe('FOLDER_INVALID');
    expect(await refusal({ patterns: ['{serial'] })).toBe('PATTERN_INVALID');
    expect(await refusal({ part: { kind: 'expression', text: '(' } })).toBe('PATTERN_INVALID');
    expect(await refusal({ recipe: 'none' })).toBe('RECIPE_NOT_FOUND');
    expect(await refusal({ model: 'none' })).toBe('MODEL_NOT_FOUND');
    await mkdir(join(bench.input, 'inside'));
    await station.add({ recursive: true });
    expect(await refusal({ path: join(bench.input, 'inside') })).toBe('FOLDER_EXISTS');
    expect(await refusal({})).toBe('FOLDER_EXISTS');
  });

  it('is audited, takes effect at once, and a removed folder rests', async () => {
    const bench = await watchBench();
    const station = await bench.start();
    const id = await station.add({ enabled: false });
    await bench.put('a.png', '1');
    expect(station.folders.get(id).state).toBe('off');
    await station.folders.change(id, { enabled: true }, STATION_ACTOR);
    await judged(station, id, 1);
    await expect(
      station.folders.change(id, { settleSeconds: -1, nonsense: 1 }, STATION_ACTOR),
    ).rejects.toMatchObject({ code: 'FOLDER_INVALID', message: expect.stringMatching(/nonsense/) });
    await station.folders.remove(id, STATION_ACTOR);
    expect(() => station.folders.get(id)).toThrow(/no watched folder/);
    const kinds = station.sql("SELECT kind FROM audit WHERE kind LIKE 'folder%' ORDER BY seq");
    expect(kinds).toEqual([
      { kind: 'folder.added' },
      { kind: 'folder.changed' },
      { kind: 'folder.removed' },
    ]);
  });
});
