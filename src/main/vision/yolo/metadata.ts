import {
  PythonLiteralError,
  type PythonValue,
  parsePythonLiteral,
} from '../../../shared/python-literal.ts';

/** What Ultralytics' exporter writes into an ONNX file's metadata, as far as the station needs it. */
export interface UltralyticsMetadata {
  /** Whether the file carries such metadata at all. */
  readonly present: boolean;
  readonly task: string | null;
  /** Index = class id. */
  readonly names: readonly string[] | null;
  /** [height, width] */
  readonly imageSize: readonly [number, number] | null;
  readonly stride: number | null;
  /** The file claims to hold final boxes. Only a claim: where the shapes speak, they decide. */
  readonly endToEnd: boolean;
  /** RT-DETR calls itself a detector and looks like an end-to-end head, but its boxes are not. */
  readonly rtDetr: boolean;
  /** Entries that are there and could not be read. */
  readonly warnings: readonly string[];
}

/** Ten thousand classes take a third of it; a longer entry only keeps the station busy. */
const MAX_LENGTH = 1_000_000;

/** Reads the metadata as `AutoBackend` of Ultralytics does, without evaluating anything. */
export function readUltralyticsMetadata(
  metadata: Readonly<Record<string, string>>,
): UltralyticsMetadata {
  const warnings: string[] = [];
  const literal = (key: string): PythonValue => {
    const text = metadata[key];
    if (text === undefined) return null;
    if (text.length > MAX_LENGTH) {
      warnings.push(`The metadata entry "${key}" is too long (${text.length} characters).`);
      return null;
    }
    try {
      return parsePythonLiteral(text);
    } catch (error) {
      if (!(error instanceof PythonLiteralError)) throw error;
      warnings.push(`The metadata entry "${key}" cannot be read: ${error.message}.`);
      return null;
    }
  };
  const understood = <T>(key: string, read: (value: PythonValue) => T | null): T | null => {
    const value = literal(key);
    if (value === null) return null;
    const result = read(value);
    if (result === null) warnings.push(`The metadata entry "${key}" is not understood.`);
    return result;
  };
  const args = literal('args');
  const exportedWithNms = args instanceof Map && args.get('nms') === true;
  const rtDetr = metadata.head === 'RTDETRDecoder' || /rt-?detr/i.test(metadata.description ?? '');
  return {
    present: metadata.author === 'Ultralytics' || 'names' in metadata,
    task: metadata.task ?? null,
    names: understood('names', readNames),
    imageSize: understood('imgsz', readImageSize),
    stride: understood('stride', readPositiveInteger),
    endToEnd: exportedWithNms || literal('end2end') === true,
    rtDetr,
    warnings,
  };
}

/** `{0: 'crack', 1: 'fold'}` or `['crack', 'fold']`; every id from 0 on must have a name. */
function readNames(value: PythonValue): readonly string[] | null {
  const names = value instanceof Map ? byId(value) : value;
  if (!Array.isArray(names) || names.length === 0) return null;
  return names.every((name) => typeof name === 'string' || typeof name === 'number')
    ? names.map(String)
    : null;
}

function byId(names: ReadonlyMap<PythonValue, PythonValue>): readonly PythonValue[] {
  const ordered: PythonValue[] = [];
  for (let id = 0; id < names.size; id++) ordered.push(names.get(id) ?? names.get(`${id}`) ?? null);
  return ordered;
}

function readImageSize(value: PythonValue): readonly [number, number] | null {
  const sides = Array.isArray(value) ? value : [value, value];
  const [height, width] = sides.map((side) => readPositiveInteger(side));
  return sides.length === 2 && height && width ? [height, width] : null;
}

function readPositiveInteger(value: PythonValue): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null;
}
