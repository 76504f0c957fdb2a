import protobuf from 'protobufjs/minimal.js';

/**
 * A complete ONNX file of one 1 x 1 convolution from `x` to `y`, both [1, 1, 4, 4] float32, which
 * doubles its input. Every provider has a convolution, so with the fall back to the CPU forbidden
 * a run of it proves the provider. Field numbers are those of onnx.proto (ONNX 1.16).
 */
export function probeModel(): Uint8Array {
  const FLOAT = 1;
  const weight = message((w) => {
    for (let axis = 0; axis < 4; axis += 1) w.uint32(field(1, 0)).int64(1); // TensorProto.dims
    w.uint32(field(2, 0)).int32(FLOAT); // data_type
    w.uint32(field(8, 2)).string('w'); // name
    w.uint32(field(9, 2)).bytes(new Uint8Array(new Float32Array([2]).buffer)); // raw_data
  });
  const node = message((w) => {
    w.uint32(field(1, 2)).string('x').uint32(field(1, 2)).string('w'); // NodeProto.input
    w.uint32(field(2, 2)).string('y'); // output
    w.uint32(field(4, 2)).string('Conv'); // op_type
  });
  const graph = message((w) => {
    w.uint32(field(1, 2)).bytes(node); // GraphProto.node
    w.uint32(field(2, 2)).string('probe'); // name
    w.uint32(field(5, 2)).bytes(weight); // initializer
    w.uint32(field(11, 2)).bytes(valueInfo('x', FLOAT, [1, 1, 4, 4])); // input
    w.uint32(field(12, 2)).bytes(valueInfo('y', FLOAT, [1, 1, 4, 4])); // output
  });
  const opset = message((w) => w.uint32(field(2, 0)).int64(13)); // OperatorSetIdProto.version
  return message((w) => {
    w.uint32(field(1, 0)).int64(8); // ModelProto.ir_version
    w.uint32(field(7, 2)).bytes(graph); // graph
    w.uint32(field(8, 2)).bytes(opset); // opset_import
  });
}

function valueInfo(name: string, elementType: number, shape: readonly number[]): Uint8Array {
  const dimensions = message((w) => {
    for (const size of shape) {
      w.uint32(field(1, 2)).bytes(message((d) => d.uint32(field(1, 0)).int64(size))); // dim_value
    }
  });
  const tensor = message((w) => {
    w.uint32(field(1, 0)).int32(elementType); // TypeProto.Tensor.elem_type
    w.uint32(field(2, 2)).bytes(dimensions); // shape
  });
  return message((w) => {
    w.uint32(field(1, 2)).string(name); // ValueInfoProto.name
    w.uint32(field(2, 2)).bytes(message((t) => t.uint32(field(1, 2)).bytes(tensor))); // type.tensor_type
  });
}

function message(write: (writer: protobuf.Writer) => void): Uint8Array {
  const writer = protobuf.Writer.create();
  write(writer);
  return Uint8Array.from(writer.finish());
}

/** A protobuf tag: field number and wire type (0 varint, 2 length-delimited). */
function field(number: number, wireType: 0 | 2): number {
  return (number << 3) | wireType;
}
