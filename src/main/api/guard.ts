import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { PitchlineError } from '../../shared/errors.ts';

export interface GuardOptions {
  /** Host names that may be asked for beside loopback names and IP addresses, without a port. */
  readonly allowedHosts: readonly string[];
  /** Origins of other pages that may use the API (CORS); none by default. */
  readonly corsOrigins: readonly string[];
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK_NAMES = new Set(['localhost', 'station']);

/**
 * Refuses what a foreign web page could make a browser do to a station on the same machine:
 *
 * - DNS rebinding: the page's own name is made to resolve to this machine, so its requests are
 *   same-origin; the Host header still carries that name, which is not one of ours. An IP address
 *   cannot be rebound and is accepted.
 * - Requests that change something, posted from another origin: browsers name it in `Origin`.
 *
 * The page of the desktop is served from `pitchline://station`, which no web page can claim.
 */
export function guard(options: GuardOptions): MiddlewareHandler {
  const hosts = new Set([
    ...LOOPBACK_NAMES,
    ...options.allowedHosts.map((host) => host.toLowerCase()),
  ]);
  const origins = new Set(options.corsOrigins);
  return async (context, next) => {
    const url = new URL(context.req.url);
    const host = context.req.header('host') ?? url.host;
    if (!isAllowedHost(host, hosts)) {
      throw new PitchlineError(
        'FORBIDDEN_HOST',
        `This station does not answer to the name "${host}". Use its address, or start it with --allow-host NAME.`,
      );
    }
    const origin = context.req.header('origin');
    if (origin !== undefined && !SAFE_METHODS.has(context.req.method)) {
      if (originHost(origin) !== host && !origins.has(origin)) {
        throw new PitchlineError(
          'FORBIDDEN_ORIGIN',
          `Pages from ${origin} may not use this station. Start it with --cors ${origin} if they should.`,
        );
      }
    }
    await next();
  };
}

function isAllowedHost(host: string, allowed: ReadonlySet<string>): boolean {
  const name = hostName(host);
  return name !== null && (allowed.has(name) || isIP(name) !== 0);
}

/** The name without its port, `[::1]:80` as `::1`; null where it is no host at all. */
function hostName(host: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:/@\s]+))(?::\d+)?$/i.exec(host);
  return match === null ? null : (match[1] ?? match[2] ?? '').toLowerCase();
}

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    // `Origin: null`: sandboxed frames and file: pages.
    return null;
  }
}
