import { SESSION_COOKIE } from '../api/identity.ts';

/**
 * Keeps the page's session for it: Chromium stores cookies of http and https only, and the desktop's
 * page has a scheme of its own. The page itself never sees the token, as in a browser.
 */
export class SessionJar {
  #token: string | undefined;

  /** What the next request comes with. */
  get token(): string | undefined {
    return this.#token;
  }

  /** Takes from an answer what a browser would take. */
  keep(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [, value] = new RegExp(`^${SESSION_COOKIE}=([^;]*)`).exec(cookie) ?? [];
      if (value === undefined) continue;
      this.#token = value === '' ? undefined : value;
    }
    return response;
  }
}
