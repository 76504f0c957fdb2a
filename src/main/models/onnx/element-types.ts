import type { ModelProto, OnnxNode } from './model-proto.ts';

/** TensorProto.DataType.DOUBLE of onnx.proto. */
const DOUBLE = 11;
/** Deeper than any chain between a cast and its use that an exporter writes. */
const MAX_STEPS = 64;

/**
 * Whether a GridSample of the model samples with a double-precision grid, which PyTorch's exporter
 * writes for an unpatched Mask2Former and ONNX Runtime does not implement.
 */
export function hasDoubleGrid(model: ModelProto): boolean {
  const samplers = model.nodes.filter(({ operator }) => operator === 'GridSample');
  if (samplers.length === 0) return false;
  const producers = new Map(
    model.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)),
  );
  return samplers.some(({ inputs }) => {
    const grid = inputs[1];
    return grid !== undefined && elementTypeOf(grid, model, producers) === DOUBLE;
  });
}

/** Follows a value to where its type is stated: arithmetic and reshaping keep that of their input. */
function elementTypeOf(
  value: string,
  model: ModelProto,
  producers: ReadonlyMap<string, OnnxNode>,
): number | null {
  let name = value;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const stated = model.elementTypes.get(name);
    if (stated !== undefined && stated !== 0) return stated;
    const node = producers.get(name);
    if (node === undefined) return null;
    if (node.elementType !== null) return node.elementType;
    // The first input of Where is its condition.
    const next = node.inputs[node.operator === 'Where' ? 1 : 0];
    if (next === undefined) return null;
    name = next;
  }
  return null;
}
