/** The last part of a path of any platform, by which people know a file or a folder. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
