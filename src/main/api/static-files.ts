import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Context } from 'hono';
import { notFound } from './problem.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * Serves a folder of built files in any host of the handler (the desktop has no HTTP server, so the
 * server's own middleware cannot do it). Hashed assets are cached for ever, the page itself never.
 */
export function staticFiles(
  folder: string,
  prefix: string,
): (context: Context) => Promise<Response> {
  return async (context) => {
    const wanted = pathOf(context.req.url)?.slice(prefix.length);
    if (wanted === undefined) return notFound(context);
    const relative = normalize(
      wanted === '' || wanted.endsWith('/') ? `${wanted}index.html` : wanted,
    );
    const path = join(folder, relative);
    if (!path.startsWith(join(folder, sep))) return notFound(context);
    try {
      const body = await readFile(path);
      return new Response(body, {
        headers: {
          'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
          'cache-control': relative.includes('assets')
            ? 'public, max-age=31536000, immutable'
            : 'no-cache',
        },
      });
    } catch {
      return notFound(context);
    }
  };
}

/** The decoded path of an address; undefined where its escapes are no UTF-8. */
function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return undefined;
  }
}
