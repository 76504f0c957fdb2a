import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { type GuardOptions, guard } from '../../../src/main/api/guard.ts';
import { problemResponse } from '../../../src/main/api/problem.ts';

function ask(
  url: string,
  init: RequestInit = {},
  options: Partial<GuardOptions> = {},
): Response | Promise<Response> {
  const app = new Hono();
  app.use(guard({ allowedHosts: [], corsOrigins: [], ...options }));
  app.all('*', (context) => context.text('in'));
  app.onError(problemResponse);
  return app.fetch(new Request(url, init));
}

async function code(response: Response | Promise<Response>): Promise<string> {
  const answer = await response;
  return answer.ok ? 'in' : ((await answer.json()) as { code: string }).code;
}

describe('Host', () => {
  it.each([
    'http://localhost:8470/',
    'http://127.0.0.1:8470/',
    'http://[::1]:8470/',
    'http://192.168.1.20/',
    'pitchline://station/',
  ])('answers to %s', async (url) => {
    expect(await code(ask(url))).toBe('in');
  });

  it.each([
    'http://evil.example/',
    'http://127.0.0.1.evil.example:8470/',
    'http://localhost.evil.example/',
  ])('refuses %s, which a name server could point here', async (url) => {
    expect(await code(ask(url))).toBe('FORBIDDEN_HOST');
  });

  it('goes by the Host header, not by the address that was connected to', async () => {
    const headers = { host: 'evil.example' };
    expect(await code(ask('http://127.0.0.1/', { headers }))).toBe('FORBIDDEN_HOST');
  });

  it('answers to a name that a setting allows, in any case', async () => {
    const options = { allowedHosts: ['Line-3.plant'] };
    expect(await code(ask('http://line-3.plant:8470/', {}, options))).toBe('in');
  });
});

describe('Origin', () => {
  const post = (origin: string): RequestInit => ({ method: 'POST', headers: { origin } });

  it('takes posts of its own page and of programs without an origin', async () => {
    expect(await code(ask('http://localhost:8470/x', post('http://localhost:8470')))).toBe('in');
    expect(await code(ask('pitchline://station/x', post('pitchline://station')))).toBe('in');
    expect(await code(ask('http://localhost:8470/x', { method: 'POST' }))).toBe('in');
  });

  it.each([
    'http://evil.example',
    'null',
    'file://',
    'http://localhost:9999',
    'https://station.evil',
  ])('refuses a post from %s', async (origin) => {
    expect(await code(ask('http://localhost:8470/x', post(origin)))).toBe('FORBIDDEN_ORIGIN');
  });

  it('lets a foreign page ask for what changes nothing: the browser hides the answer from it', async () => {
    const headers = { origin: 'http://evil.example' };
    expect(await code(ask('http://localhost:8470/x', { headers }))).toBe('in');
  });

  it('takes posts from an origin that the CORS setting names', async () => {
    const options = { corsOrigins: ['https://mes.plant'] };
    expect(await code(ask('http://localhost/x', post('https://mes.plant'), options))).toBe('in');
  });
});
