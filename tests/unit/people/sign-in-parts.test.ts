import { describe, expect, it } from 'vitest';
import { AttemptLimiter } from '../../../src/main/people/attempt-limiter.ts';
import { hashSecret, isSecret } from '../../../src/main/people/secret.ts';
import { SessionStore } from '../../../src/main/people/session-store.ts';

const CHEAP = { N: 2 ** 10, r: 8, p: 1 };

describe('hashSecret', () => {
  it('gives another text each time, with its cost, and never the secret', async () => {
    const [one, other] = [await hashSecret('4711', CHEAP), await hashSecret('4711', CHEAP)];
    expect(one).toMatch(/^scrypt\$N=1024,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(other);
    expect(one).not.toContain('4711');
  });

  it('is matched by the same secret only, by the cost that it was made with', async () => {
    const stored = await hashSecret('grün 4711', CHEAP);
    expect(await isSecret('grün 4711', stored)).toBe(true);
    expect(await isSecret('gru\u0308n 4711', stored)).toBe(true);
    expect(await isSecret('grün 4712', stored)).toBe(false);
    expect(await isSecret('', stored)).toBe(false);
    expect(await isSecret('4711', await hashSecret('4711'))).toBe(true);
  });

  it('matches nothing where there is nobody, or what is stored is no hash', async () => {
    expect(await isSecret('', null)).toBe(false);
    expect(await isSecret('4711', '4711')).toBe(false);
  });
});

describe('AttemptLimiter', () => {
  const rules = { free: 3, firstDelayMs: 1_000, longestDelayMs: 5_000 };
  function limiter() {
    const clock = { ms: 0 };
    const tries = new AttemptLimiter(rules, () => clock.ms);
    const attempt = (key = 'anna'): string => {
      try {
        tries.begin(key);
        return 'tried';
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    };
    return { clock, tries, attempt };
  }

  it('lets some tries go free, then makes each further one wait twice as long, up to a bound', () => {
    const { clock, attempt } = limiter();
    for (let free = 0; free < 3; free += 1) expect(attempt()).toBe('tried');
    const waits: number[] = [];
    for (let more = 0; more < 5; more += 1) {
      const before = clock.ms;
      while (attempt() !== 'tried') clock.ms += 500;
      waits.push(clock.ms - before);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('says how long to wait, and is not put off by trying meanwhile', () => {
    const { clock, attempt } = limiter();
    for (let free = 0; free < 3; free += 1) attempt();
    expect(attempt()).toContain('Wait 1 s');
    clock.ms = 600;
    expect(attempt()).toContain('Wait 1 s');
    clock.ms = 1_000;
    expect(attempt()).toBe('tried');
  });

  it('counts each key for itself, forgives after success and forgets after an hour', () => {
    const { clock, tries, attempt } = limiter();
    for (let free = 0; free < 3; free += 1) attempt();
    expect(attempt('ben')).toBe('tried');
    expect(attempt()).toContain('Wait');
    tries.succeeded('anna');
    expect(attempt()).toBe('tried');
    for (let more = 0; more < 2; more += 1) attempt();
    clock.ms += 3_600_000;
    expect(attempt()).toBe('tried');
    expect(attempt()).toBe('tried');
  });

  it('takes back a try that was none, and keeps those before', () => {
    const { tries, attempt } = limiter();
    attempt();
    attempt();
    for (let more = 0; more < 10; more += 1) {
      expect(attempt()).toBe('tried');
      tries.takeBack('anna');
    }
    attempt();
    expect(attempt()).toContain('Wait');
  });
});

describe('SessionStore', () => {
  function store(idleMs = 1_000) {
    const clock = { ms: 0 };
    return {
      clock,
      sessions: new SessionStore(
        () => idleMs,
        () => clock.ms,
      ),
    };
  }
  const anna = { personId: 'anna', via: 'page' } as const;

  it('knows a token until it was idle for too long; what a page does by itself does not count', () => {
    const { clock, sessions } = store();
    const token = sessions.begin(anna);
    clock.ms = 900;
    expect(sessions.find(token, true)).toMatchObject(anna);
    clock.ms = 1_800;
    expect(sessions.find(token, false)).toMatchObject(anna);
    clock.ms = 2_000;
    expect(sessions.find(token, true)).toBeNull();
    clock.ms = 0;
    expect(sessions.find(token, true)).toBeNull();
  });

  it('gives tokens that cannot be guessed and ends them', () => {
    const { sessions } = store();
    const [one, other] = [sessions.begin(anna), sessions.begin(anna)];
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(one).not.toBe(other);
    sessions.end(one);
    expect(sessions.find(one, true)).toBeNull();
    expect(sessions.find(other, true)).not.toBeNull();
    expect(sessions.find('', true)).toBeNull();
  });

  it('ends all of a person, and the oldest where there are too many', () => {
    const { clock, sessions } = store(1_000_000);
    const first = sessions.begin(anna);
    const ben = sessions.begin({ personId: 'ben', via: 'api' });
    for (let more = 0; more < 50; more += 1) {
      clock.ms += 1;
      sessions.begin(anna);
    }
    expect(sessions.find(first, true)).toBeNull();
    const last = sessions.begin(anna);
    sessions.endAllOf('anna');
    expect(sessions.find(last, true)).toBeNull();
    expect(sessions.find(ben, true)).not.toBeNull();
  });
});
