import type { TensorInfo } from '../../../shared/models.ts';
import { createReader, type Fields, int64, type Reader, walk, within } from './walk.ts';

/** Where a tensor's bytes lie when they are not in the file. */
export interface ExternalData {
  readonly location: string;
  readonly offset: number;
  /** null: to the end of the file. */
  readonly length: number | null;
}

/** What a node computes, as far as element types can be followed through it. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** `to` of a Cast, or the type of a tensor attribute; null where it has neither. */
  readonly elementType: number | null;
}

/** An ONNX file without its weights. */
export interface ModelProto {
  readonly irVersion: number | null;
  readonly producer: string;
  /** Version of the default operator set; null where the file names none. */
  readonly opset: number | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly hasGraph: boolean;
  /** Without those that are only names for weights. */
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly nodes: readonly OnnxNode[];
  readonly externalData: readonly ExternalData[];
  /** Element types (TensorProto.DataType) of weights, inputs and annotated values, by name. */
  readonly elementTypes: ReadonlyMap<string, number>;
}

/** A file that stops before its own lengths say so; `started` tells whether it began like ONNX. */
export class ModelProtoError extends Error {
  readonly started: boolean;

  constructor(started: boolean, cause: unknown) {
    super('The bytes are not a complete ModelProto.', { cause });
    this.started = started;
  }
}

interface Draft {
  irVersion: number | null;
  producer: string;
  opset: number | null;
  hasGraph: boolean;
  readonly metadata: Record<string, string>;
  readonly inputs: TensorInfo[];
  readonly outputs: TensorInfo[];
  readonly nodes: OnnxNode[];
  readonly weights: Set<string>;
  readonly externalData: ExternalData[];
  readonly elementTypes: Map<string, number>;
}

/** Names of TensorProto.DataType as ONNX Runtime's JavaScript says them, by number (onnx.proto). */
const ELEMENT_TYPES: readonly string[] = [
  'undefined',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
  'bfloat16',
];

/**
 * Reads a ModelProto without loading a tensor. Field numbers are those of onnx.proto (ONNX 1.16,
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 *
 * @throws ModelProtoError when the bytes end too soon or are something else
 */
export function readModelProto(bytes: Uint8Array): ModelProto {
  const draft: Draft = {
    irVersion: null,
    producer: '',
    opset: null,
    hasGraph: false,
    metadata: {},
    inputs: [],
    outputs: [],
    nodes: [],
    weights: new Set(),
    externalData: [],
    elementTypes: new Map(),
  };
  const reader = createReader(bytes);
  try {
    walk(reader, reader.len, modelFields(draft));
  } catch (error) {
    throw new ModelProtoError(draft.irVersion !== null, error);
  }
  const { weights, ...model } = draft;
  // Before IR version 4 every weight was listed as an input as well.
  return { ...model, inputs: draft.inputs.filter(({ name }) => !weights.has(name)) };
}

function modelFields(draft: Draft): Fields {
  return {
    1: (r) => {
      draft.irVersion = int64(r);
    },
    2: (r) => {
      draft.producer = r.string();
    },
    7: (r) => {
      draft.hasGraph = true;
      within(graphFields(draft))(r);
    },
    8: (r) => readOpset(r, draft),
    14: (r) => {
      const [key, value] = readEntry(r);
      draft.metadata[key] = value;
    },
  };
}

function readOpset(reader: Reader, draft: Draft): void {
  let domain = '';
  let version = 0;
  within({
    1: (r) => {
      domain = r.string();
    },
    2: (r) => {
      version = int64(r);
    },
  })(reader);
  if (domain === '' || domain === 'ai.onnx') draft.opset = version;
}

function graphFields(draft: Draft): Fields {
  const value = (into: TensorInfo[] | null) => (reader: Reader) => {
    const { info, elementType } = readValueInfo(reader);
    draft.elementTypes.set(info.name, elementType);
    into?.push(info);
  };
  return {
    1: (r) => draft.nodes.push(readNode(r, draft)),
    5: (r) => readWeight(r, draft),
    11: value(draft.inputs),
    12: value(draft.outputs),
    13: value(null),
  };
}

function readWeight(reader: Reader, draft: Draft): void {
  const tensor = readTensor(reader);
  draft.weights.add(tensor.name);
  draft.elementTypes.set(tensor.name, tensor.elementType);
  if (tensor.external !== null) draft.externalData.push(tensor.external);
}

interface TensorHeader {
  readonly name: string;
  readonly elementType: number;
  readonly external: ExternalData | null;
}

/** TensorProto, of which the values are stepped over. */
function readTensor(reader: Reader): TensorHeader {
  const EXTERNAL = 1;
  let name = '';
  let elementType = 0;
  let location = 0;
  const entries: Record<string, string> = {};
  within({
    2: (r) => {
      elementType = r.int32();
    },
    8: (r) => {
      name = r.string();
    },
    13: (r) => {
      const [key, value] = readEntry(r);
      entries[key] = value;
    },
    14: (r) => {
      location = r.int32();
    },
  })(reader);
  const external =
    location === EXTERNAL
      ? {
          location: entries.location ?? '',
          offset: Number(entries.offset ?? 0),
          length: entries.length === undefined ? null : Number(entries.length),
        }
      : null;
  return { name, elementType, external };
}

function readNode(reader: Reader, draft: Draft): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  let operator = '';
  let elementType: number | null = null;
  let attribute = '';
  within({
    1: (r) => inputs.push(r.string()),
    2: (r) => outputs.push(r.string()),
    4: (r) => {
      operator = r.string();
    },
    5: within({
      1: (r) => {
        attribute = r.string();
      },
      3: (r) => {
        const value = int64(r);
        if (attribute === 'to') elementType = value;
      },
      5: (r) => {
        const tensor = readTensor(r);
        elementType = tensor.elementType;
        if (tensor.external !== null) draft.externalData.push(tensor.external);
      },
    }),
  })(reader);
  return { operator, inputs, outputs, elementType };
}

/** StringStringEntryProto. */
function readEntry(reader: Reader): readonly [string, string] {
  let key = '';
  let value = '';
  within({
    1: (r) => {
      key = r.string();
    },
    2: (r) => {
      value = r.string();
    },
  })(reader);
  return [key, value];
}

/** ValueInfoProto; what is no tensor gets the type `not a tensor`. */
function readValueInfo(reader: Reader): {
  readonly info: TensorInfo;
  readonly elementType: number;
} {
  let name = '';
  let elementType = 0;
  let shape: (number | string)[] = [];
  within({
    1: (r) => {
      name = r.string();
    },
    2: within({
      1: within({
        1: (r) => {
          elementType = r.int32();
        },
        2: (r) => {
          shape = readShape(r);
        },
      }),
    }),
  })(reader);
  const type =
    elementType === 0 ? 'not a tensor' : (ELEMENT_TYPES[elementType] ?? `type ${elementType}`);
  return { info: { name, type, shape }, elementType };
}

/** TensorShapeProto; a dimension without value or name is open and called `?`. */
function readShape(reader: Reader): (number | string)[] {
  const shape: (number | string)[] = [];
  within({
    1: (r) => {
      let size: number | string = '?';
      within({
        1: (d) => {
          const stated = int64(d);
          // Some exporters write -1 for a side that they leave open.
          size = stated < 0 ? '?' : stated;
        },
        2: (d) => {
          size = d.string();
        },
      })(r);
      shape.push(size);
    },
  })(reader);
  return shape;
}
