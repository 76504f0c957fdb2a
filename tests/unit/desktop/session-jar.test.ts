import { describe, expect, it } from 'vitest';
import { SessionJar } from '../../../src/main/electron/session-jar.ts';

function answer(cookie: string): Response {
  return new Response('', { headers: { 'set-cookie': cookie } });
}

describe('SessionJar', () => {
  it('keeps the session that an answer begins until one ends it', () => {
    const jar = new SessionJar();
    expect(jar.token).toBeUndefined();
    jar.keep(answer('pitchline_session=abc-123; Path=/; HttpOnly; SameSite=Strict'));
    jar.keep(new Response('nothing new'));
    jar.keep(answer('other=1; Path=/'));
    expect(jar.token).toBe('abc-123');
    jar.keep(answer('pitchline_session=; Max-Age=0; Path=/'));
    expect(jar.token).toBeUndefined();
  });

  it('hands the answer on as it is', () => {
    const response = answer('pitchline_session=a');
    expect(new SessionJar().keep(response)).toBe(response);
  });
});
