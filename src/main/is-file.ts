import { stat } from 'node:fs/promises';

/** Whether there is a file of that name, and not a folder, a pipe or nothing. */
export function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
}
