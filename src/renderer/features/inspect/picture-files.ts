import { isPictureName } from '../../../shared/picture-names.ts';

/** What the browser's file dialog offers first; every other file can still be chosen and is tried. */
export const PICTURE_ACCEPT = 'image/*,.tif,.tiff,.bmp,.dib';

/** Of a folder's files the pictures, in the order of their names; camera software counts upwards. */
export function picturesOfFolder(files: readonly File[]): readonly File[] {
  const order = new Intl.Collator(undefined, { numeric: true });
  return files
    .filter((file) => isPictureName(file.name))
    .sort((a, b) => order.compare(a.webkitRelativePath || a.name, b.webkitRelativePath || b.name));
}

/**
 * What was dropped or pasted: a file that was named is taken as it is, of a folder the pictures.
 * The entries must be read off the event at once, because the browser empties it afterwards.
 */
export async function picturesOfTransfer(transfer: DataTransfer): Promise<readonly File[]> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: File[] = [];
  for (const { entry, file } of entries) {
    if (entry?.isDirectory === true) {
      found.push(...picturesOfFolder(await filesBelow(entry as FileSystemDirectoryEntry)));
    } else if (file !== null) {
      found.push(file);
    }
  }
  return found;
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<readonly File[]> {
  const files: File[] = [];
  for (const entry of await entriesOf(folder)) {
    if (entry.isDirectory) {
      files.push(...(await filesBelow(entry as FileSystemDirectoryEntry)));
    } else if (isPictureName(entry.name)) {
      files.push(await fileOf(entry as FileSystemFileEntry));
    }
  }
  return files;
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives a hundred at a time and an empty list at the end.
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
