import protobuf from 'protobufjs/minimal.js';

export type Reader = protobuf.Reader;
/** What to do with each field, by its number; a handler consumes exactly its value. */
export type Fields = Readonly<Record<number, (reader: Reader) => void>>;

/** Walks one protobuf message from the reader's position to `end`; unknown fields are stepped over. */
export function walk(reader: Reader, end: number, fields: Fields): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    const handle = fields[tag >>> 3];
    if (handle === undefined) reader.skipType(tag & 7);
    else handle(reader);
  }
  if (reader.pos !== end) throw new RangeError(`A message ended at ${reader.pos}, not at ${end}.`);
}

/** Walks a message that lies in a field. */
export function within(fields: Fields): (reader: Reader) => void {
  return (reader) => {
    const length = reader.uint32();
    const end = reader.pos + length;
    if (end > reader.len) throw new RangeError(`A message should reach ${end} of ${reader.len}.`);
    walk(reader, end, fields);
  };
}

export function createReader(bytes: Uint8Array): Reader {
  return protobuf.Reader.create(bytes);
}

/** An int64 as a number; shapes and versions are small. */
export function int64(reader: Reader): number {
  return Number(String(reader.int64()));
}
