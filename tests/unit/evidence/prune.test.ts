import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planPrune, prune } from '../../../src/main/evidence/prune.ts';
import type {
  RetentionIndex,
  RetentionRules,
  StoredEvidence,
} from '../../../src/main/evidence/retention.ts';
import { type Verdict, VerdictSchema } from '../../../src/shared/domain.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const DAY = 86_400_000;
const FOR_EVER: RetentionRules = {
  ok: { days: null, bytes: null },
  ng: { days: null, bytes: null },
  review: { days: null, bytes: null },
  error: { days: null, bytes: null },
};

let folder = '';
let stored: StoredEvidence[] = [];
const lines: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchline-prune-'));
  stored = [];
});
afterEach(() => rm(folder, { recursive: true }));

const pathOf = ({ sha256 }: Pick<StoredEvidence, 'sha256'>): string => join(folder, sha256);

/** 100 bytes each, one a day, the first `count` days ago. */
async function store(verdict: Verdict, count: number): Promise<void> {
  for (let day = count; day > 0; day -= 1) {
    const evidence = {
      sha256: `${verdict}-${day}`,
      mode: 'webp',
      bytes: 100,
      verdict,
      storedAtMs: NOW - day * DAY,
    } as const;
    stored.push(evidence);
    await writeFile(pathOf(evidence), 'x');
  }
}

const index: RetentionIndex = {
  totals: () =>
    Object.fromEntries(
      VerdictSchema.options.map((verdict) => {
        const of = stored.filter((evidence) => evidence.verdict === verdict);
        return [verdict, { files: of.length, bytes: of.length * 100 }];
      }),
    ) as ReturnType<RetentionIndex['totals']>,
  oldest: (verdict, after, limit) =>
    stored
      .filter((evidence) => evidence.verdict === verdict)
      .filter(({ storedAtMs }) => storedAtMs > (after?.storedAtMs ?? 0))
      .slice(0, limit),
};

function run(rules: RetentionRules, at = NOW) {
  return prune({
    index,
    rules,
    now: () => new Date(at),
    pathOf,
    commit: (removed) => {
      const gone = new Set(removed.map(({ evidence }) => evidence.sha256));
      stored = stored.filter(({ sha256 }) => !gone.has(sha256));
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
    expect(stored).toHaveLength(260);
    expect(existsSync(join(folder, 'ok-130'))).toBe(true);

    expect(await run(rules)).toEqual(plan);
    expect(stored).toHaveLength(107);
    expect(existsSync(join(folder, 'ok-8'))).toBe(false);
    expect(existsSync(join(folder, 'ok-7'))).toBe(true);
    expect(existsSync(join(folder, 'ng-100'))).toBe(true);
    expect(await run(rules)).toMatchObject({ files: 0 });
  });

  it('by size: the oldest go, as many as must', async () => {
    await store('ok', 10);
    const report = await run({ ...FOR_EVER, ok: { days: null, bytes: 350 } });
    expect(report).toMatchObject({ files: 7, byAge: 0, bySize: 7 });
    expect(stored.map(({ sha256 }) => sha256)).toEqual(['ok-3', 'ok-2', 'ok-1']);
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
    expect(stored.map(({ sha256 }) => sha256)).toEqual(['ok-2']);
    expect(lines.join()).toContain('could not be deleted');
  });
});
