/** Endings of the formats that are decoded; the content decides, the name only says what to try. */
const PICTURE_EXTENSIONS = ['jpg', 'jpeg', 'png', 'bmp', 'dib', 'tif', 'tiff', 'webp'] as const;

const PICTURE_ENDING = new RegExp(`\\.(?:${PICTURE_EXTENSIONS.join('|')})$`, 'i');

/** Whether a file in a folder is worth trying as a picture; hidden files are not. */
export function isPictureName(name: string): boolean {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return !file.startsWith('.') && PICTURE_ENDING.test(file);
}
