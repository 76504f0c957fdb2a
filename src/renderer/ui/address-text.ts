/**
 * Addresses are `#/screen?name=value`: the part behind # never reaches the station, so that the same
 * page works under http and under the desktop's own scheme, and back and links work in both.
 */
export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
}

export function parseAddress(hash: string): Address {
  const [path = '', ...query] = hash.replace(/^#\/?/, '').split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}

export function addressOf({ path, query }: Address): string {
  const text = query.toString();
  return `#/${path}${text === '' ? '' : `?${text}`}`;
}
