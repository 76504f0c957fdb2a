import { send } from './queries.ts';

/** @throws RequestError; AbortError when broken off */
export async function fetchDiagnostics(pictures: boolean, signal: AbortSignal): Promise<Blob> {
  return (await send(`diagnostics?pictures=${pictures}`, { signal })).blob();
}
