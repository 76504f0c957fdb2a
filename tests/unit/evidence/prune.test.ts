import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planPrune, prune } from '../../../src/main/evidence/prune.ts';
import { countKept, type RetentionRules } from '../../../src/main/evidence/retention.ts';
import { LogDatabase } from '../../../src/main/log/database.ts';
import { MIGRATIONS } from '../../../src/main/log/migrations/index.ts';
import { PictureIndex } from '../../../src/main/log/picture-index.ts';
import { type Verdict, VerdictSchema } from '../../../src/shared/domain.ts';
import type { StoredEvidence } from '../../../src/shared/evidence.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const DAY = 86_400_000;
const FOR_EVER: RetentionRules = {
  ok: { days: null, bytes: null },
  ng: { days: null, bytes: null },
  review: { days: null, bytes: null },
  error: { days: null, bytes: null },
};

let folder = '';
let database: LogDatabase;
let index: PictureIndex;
const lines: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchline-prune-'));
  database = new LogDatabase(join(folder, 'pitchline.db'));
  for (const { sql } of MIGRATIONS) database.connection.exec(sql);
  index = new PictureIndex(database);
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

const pathOf = ({ sha256 }: Pick<StoredEvidence, 'sha256'>): string => join(folder, sha256);

/** 100 bytes each, one a day, the first `count` days ago. */
async function store(verdict: Verdict, count: number): Promise<void> {
  for (let day = count; day > 0; day -= 1) {
    const sha256 = `${verdict}-${day}`;
    database.connection.prepare('INSERT INTO pictures (sha256) VALUES (?)').run(sha256);
    index.noteStored({ sha256, mode: 'webp', bytes: 100, verdict, storedAtMs: NOW - day * DAY });
    await writeFile(join(folder, sha256), 'x');
  }
}

function kept(): readonly string[] {
  return VerdictSchema.options.flatMap((verdict) =>
    index.oldest(verdict, null, 1000).map(({ sha256 }) => sha256),
  );
}

function run(rules: RetentionRules, at = NOW) {
  return prune({
    index,
    rules,
    now: () => new Date(at),
    pathOf,
    commit: (removed) => {
      for (const { evidence } of removed) index.noteRemoved(evidence.sha256, at);
    },
    log: (_, message) => lines.push(message),
  });
}

describe('retention', () => {
  it('by age, a rule for each verdict, over many slices', async () => {
    await store('ok', 130);
    await store('ng', 130);
    const rules = { ...FOR_EVER, ok: { days: 7.5, bytes: null }, ng: { days: 100.5, bytes: null } };
    const plan = await planPrune({ index, rules, now: () => new Date(NOW) });
    expect(plan).toEqual({
      files: 153,
      bytes: 15_300,
      byVerdict: { ok: { files: 123, bytes: 12_300 }, ng: { files: 30, bytes: 3000 } },
      byAge: 153,
      bySize: 0,
      failed: 0,
    });
    expect(kept()).toHaveLength(260);
    expect(existsSync(join(folder, 'ok-130'))).toBe(true);

    expect(await run(rules)).toEqual(plan);
    expect(kept()).toHaveLength(107);
    expect(existsSync(join(folder, 'ok-8'))).toBe(false);
    expect(existsSync(join(folder, 'ok-7'))).toBe(true);
    expect(existsSync(join(folder, 'ng-100'))).toBe(true);
    expect(await run(rules)).toMatchObject({ files: 0 });
  });

  it('by size: the oldest go, as many as must', async () => {
    await store('ok', 10);
    const report = await run({ ...FOR_EVER, ok: { days: null, bytes: 350 } });
    expect(report).toMatchObject({ files: 7, byAge: 0, bySize: 7 });
    expect(kept()).toEqual(['ok-3', 'ok-2', 'ok-1']);
  });

  it('by both: what went by age makes room', async () => {
    await store('ok', 10);
    const report = await run({ ...FOR_EVER, ok: { days: 5.5, bytes: 300 } });
    expect(report).toMatchObject({ files: 7, byAge: 5, bySize: 2 });
  });

  it('leaves what was noted a moment ago: its file may be on its way', async () => {
    await store('ok', 1);
    const rules = { ...FOR_EVER, ok: { days: null, bytes: 0 } };
    expect(await run(rules, NOW - DAY + 30_000)).toMatchObject({ files: 0 });
    expect(await run(rules, NOW - DAY + 90_000)).toMatchObject({ files: 1 });
  });

  it('goes on over what cannot be deleted, and says so', async () => {
    await store('ok', 3);
    await rm(join(folder, 'ok-2'));
    await mkdir(join(folder, 'ok-2'));
    await writeFile(join(folder, 'ok-2', 'inside'), '');
    const report = await run({ ...FOR_EVER, ok: { days: 0.5, bytes: null } });
    expect(report).toMatchObject({ files: 2, failed: 1 });
    expect(kept()).toEqual(['ok-2']);
    expect(lines.join()).toContain('could not be deleted');
  });

  it('counts what is kept in parts, also where many came in the same moment', async () => {
    const insert = database.connection.prepare('INSERT INTO pictures (sha256) VALUES (?)');
    database.transaction(() => {
      for (let number = 0; number < 25_000; number += 1) {
        const sha256 = `picture-${number}`;
        insert.run(sha256);
        const storedAtMs = NOW - (number % 3);
        index.noteStored({ sha256, mode: 'webp', bytes: 7, verdict: 'ng', storedAtMs });
      }
    });
    expect(await countKept(index, 'ng')).toEqual({ files: 25_000, bytes: 175_000 });
    expect(await countKept(index, 'ok')).toEqual({ files: 0, bytes: 0 });
  });

  it('by the gravest verdict that a picture ever had, if the others were OK', async () => {
    await store('ng', 1);
    const [before] = index.oldest('ng', null, 1);
    index.noteStored({ ...before!, verdict: 'ok', storedAtMs: NOW });
    expect(index.find('ng-1')).toMatchObject({ verdict: 'ng', storedAtMs: NOW });
    index.noteStored({ ...before!, verdict: 'review', storedAtMs: NOW });
    expect(index.find('ng-1')).toMatchObject({ verdict: 'review' });
    index.noteRemoved('ng-1', NOW);
    expect(index.find('ng-1')).toBeNull();
    index.noteStored({ ...before!, verdict: 'ok' });
    expect(index.find('ng-1')).toMatchObject({ verdict: 'ok' });
  });
});
