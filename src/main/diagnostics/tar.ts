export interface TarEntry {
  /** At most 100 bytes of ASCII, with slashes. */
  readonly name: string;
  readonly data: Uint8Array;
}

const BLOCK = 512;
const LONGEST_NAME = 100;

/** A tar archive (POSIX.1-1988 `ustar`) of plain files. */
export function tar(entries: readonly TarEntry[], at: Date): Buffer {
  const parts = entries.flatMap(({ name, data }) => [
    header(name, data.byteLength, at),
    data,
    Buffer.alloc((BLOCK - (data.byteLength % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function header(name: string, bytes: number, at: Date): Buffer {
  if (!/^[\x21-\x7e]+$/.test(name) || name.length > LONGEST_NAME) {
    throw new Error(`"${name}" is no name for an entry of a tar archive.`);
  }
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'ascii');
  block.write('0000644\0', 100, 'ascii');
  block.write('0000000\0', 108, 'ascii');
  block.write('0000000\0', 116, 'ascii');
  block.write(octal(bytes), 124, 'ascii');
  block.write(octal(Math.floor(at.getTime() / 1000)), 136, 'ascii');
  // The sum is taken with blanks in its own place.
  block.write('        ', 148, 'ascii');
  block.write('0', 156, 'ascii');
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Eleven digits and a zero byte. */
function octal(value: number): string {
  return `${value.toString(8).padStart(11, '0')}\0`;
}
