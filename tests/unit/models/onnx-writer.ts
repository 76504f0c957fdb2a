import protobuf from 'protobufjs/minimal.js';

export const ELEMENT = { float32: 1, int64: 7, bool: 9, float64: 11 } as const;
export type Element = keyof typeof ELEMENT;

export interface TensorValueInfo {
  readonly name: string;
  readonly type?: Element;
  readonly shape: readonly (number | string)[];
}

export interface Weight {
  readonly name: string;
  readonly type?: Element;
  readonly shape: readonly number[];
  readonly values?: readonly number[];
  /** Instead of values: another file. */
  readonly external?: {
    readonly location: string;
    readonly offset?: number;
    readonly length?: number;
  };
}

export interface NodeText {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Numbers are integers. */
  readonly attributes?: Readonly<Record<string, number | readonly number[] | GraphText>>;
}

export interface GraphText {
  readonly inputs: readonly TensorValueInfo[];
  readonly outputs: readonly TensorValueInfo[];
  readonly nodes: readonly NodeText[];
  readonly weights?: readonly Weight[];
}

export interface OnnxText extends GraphText {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly opset?: number;
}

/** Writes an ONNX file for a test; field numbers are those of onnx.proto. */
export function writeOnnx(text: OnnxText): Uint8Array {
  const graph = writeGraph(text);
  return message((w) => {
    w.uint32(tag(1, 0)).int64(8);
    w.uint32(tag(2, 2)).string('pitchline tests');
    w.uint32(tag(7, 2)).bytes(graph);
    w.uint32(tag(8, 2)).bytes(message((o) => o.uint32(tag(2, 0)).int64(text.opset ?? 17)));
    for (const entry of Object.entries(text.metadata ?? {})) {
      w.uint32(tag(14, 2)).bytes(writeEntry(entry));
    }
  });
}

/**
 * A YOLO detector of one class whose only box and score follow the picture's brightness: white
 * gives one detection of score 0.9 in the middle half of the picture, black gives none.
 */
export function brightnessYolo(
  options: { readonly name?: string; readonly scale?: number } = {},
): Uint8Array {
  const anchors = 21;
  const row = (first: number): number[] => [first, ...Array.from({ length: anchors - 1 }, () => 0)];
  const scale = options.scale ?? 1;
  return writeOnnx({
    inputs: [{ name: 'images', shape: [1, 3, 32, 32] }],
    outputs: [{ name: 'output0', shape: [1, 5, anchors] }],
    nodes: [
      {
        operator: 'ReduceMean',
        inputs: ['images'],
        outputs: ['mean'],
        attributes: { axes: [1, 2, 3], keepdims: 0 },
      },
      { operator: 'Mul', inputs: ['mean', 'head'], outputs: ['output0'] },
    ],
    weights: [
      {
        name: 'head',
        shape: [1, 5, anchors],
        values: [...row(16), ...row(16), ...row(16), ...row(16), ...row(0.9 * scale)],
      },
    ],
    metadata: {
      author: 'Ultralytics',
      task: 'detect',
      stride: '32',
      imgsz: '[32, 32]',
      names: `{0: '${options.name ?? 'crack'}'}`,
    },
  });
}

function writeGraph(text: GraphText): Uint8Array {
  return message((w) => {
    for (const node of text.nodes) w.uint32(tag(1, 2)).bytes(writeNode(node));
    w.uint32(tag(2, 2)).string('test');
    for (const weight of text.weights ?? []) w.uint32(tag(5, 2)).bytes(writeWeight(weight));
    for (const input of text.inputs) w.uint32(tag(11, 2)).bytes(writeValueInfo(input));
    for (const output of text.outputs) w.uint32(tag(12, 2)).bytes(writeValueInfo(output));
  });
}

function writeNode(node: NodeText): Uint8Array {
  const INT = 2;
  const GRAPH = 5;
  const INTS = 7;
  return message((w) => {
    for (const input of node.inputs) w.uint32(tag(1, 2)).string(input);
    for (const output of node.outputs) w.uint32(tag(2, 2)).string(output);
    w.uint32(tag(4, 2)).string(node.operator);
    for (const [name, value] of Object.entries(node.attributes ?? {})) {
      const attribute = message((a) => {
        a.uint32(tag(1, 2)).string(name);
        const type = (number: number) => a.uint32(tag(20, 0)).int32(number);
        if (typeof value === 'number') {
          a.uint32(tag(3, 0)).int64(value);
          type(INT);
        } else if ('nodes' in value) {
          a.uint32(tag(6, 2)).bytes(writeGraph(value));
          type(GRAPH);
        } else {
          for (const item of value) a.uint32(tag(8, 0)).int64(item);
          type(INTS);
        }
      });
      w.uint32(tag(5, 2)).bytes(attribute);
    }
  });
}

function writeWeight(weight: Weight): Uint8Array {
  const type = weight.type ?? 'float32';
  return message((w) => {
    for (const size of weight.shape) w.uint32(tag(1, 0)).int64(size);
    w.uint32(tag(2, 0)).int32(ELEMENT[type]);
    w.uint32(tag(8, 2)).string(weight.name);
    if (weight.external === undefined) {
      w.uint32(tag(9, 2)).bytes(rawBytes(type, weight.values ?? []));
      return;
    }
    for (const [key, value] of Object.entries(weight.external)) {
      w.uint32(tag(13, 2)).bytes(writeEntry([key, String(value)]));
    }
    w.uint32(tag(14, 0)).int32(1);
  });
}

function rawBytes(type: Element, values: readonly number[]): Uint8Array {
  switch (type) {
    case 'float32':
      return new Uint8Array(Float32Array.from(values).buffer);
    case 'float64':
      return new Uint8Array(Float64Array.from(values).buffer);
    case 'bool':
      return Uint8Array.from(values);
    case 'int64':
      return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  }
}

function writeValueInfo({ name, type, shape }: TensorValueInfo): Uint8Array {
  const dimensions = message((w) => {
    for (const size of shape) {
      const dimension = message((d) =>
        typeof size === 'number'
          ? d.uint32(tag(1, 0)).int64(size)
          : d.uint32(tag(2, 2)).string(size),
      );
      w.uint32(tag(1, 2)).bytes(dimension);
    }
  });
  const tensor = message((w) =>
    w
      .uint32(tag(1, 0))
      .int32(ELEMENT[type ?? 'float32'])
      .uint32(tag(2, 2))
      .bytes(dimensions),
  );
  return message((w) => {
    w.uint32(tag(1, 2)).string(name);
    w.uint32(tag(2, 2)).bytes(message((t) => t.uint32(tag(1, 2)).bytes(tensor)));
  });
}

function writeEntry([key, value]: readonly [string, string]): Uint8Array {
  return message((w) => w.uint32(tag(1, 2)).string(key).uint32(tag(2, 2)).string(value));
}

function message(write: (writer: protobuf.Writer) => void): Uint8Array {
  const writer = protobuf.Writer.create();
  write(writer);
  return Uint8Array.from(writer.finish());
}

function tag(field: number, wireType: 0 | 2): number {
  return (field << 3) | wireType;
}
