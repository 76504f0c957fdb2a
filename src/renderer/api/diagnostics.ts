import { refusal } from './ask.ts';

/** @throws RequestError; AbortError when broken off */
export async function fetchDiagnostics(pictures: boolean, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(`/api/v1/diagnostics?pictures=${pictures}`, { signal });
  if (!response.ok) throw await refusal(response);
  return response.blob();
}
