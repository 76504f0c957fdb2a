"""Small changes to a finished ONNX file: half-size weights and metadata."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALLEST_HALVED = 256
"""Numbers of a weight below which halving it saves nothing worth a node."""


def halve_weights(model: onnx.ModelProto) -> int:
    """Store large float32 weights as float16, each with a Cast behind it, in place.

    The computation stays in float32. Returns how many weights were halved; a weight with a value
    that float16 cannot hold stays as it is.
    """
    graph = model.graph
    casts = []
    for weight in graph.initializer:
        if weight.data_type != TensorProto.FLOAT or np.prod(weight.dims) < SMALLEST_HALVED:
            continue
        values = numpy_helper.to_array(weight)
        if np.abs(values).max() > np.finfo(np.float16).max:
            continue
        name, halved_name = weight.name, f"{weight.name}.float16"
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), halved_name))
        casts.append(
            helper.make_node(
                "Cast", [halved_name], [name], name=f"{name}.widen", to=TensorProto.FLOAT
            )
        )
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    return len(casts)


def set_metadata(model: onnx.ModelProto, entries: Mapping[str, str]) -> None:
    """Add `entries` to the file's `metadata_props`, replacing those of the same names."""
    kept = [entry for entry in model.metadata_props if entry.key not in entries]
    added = [onnx.StringStringEntryProto(key=key, value=text) for key, text in entries.items()]
    del model.metadata_props[:]
    model.metadata_props.extend([*kept, *added])


def grid_types(model: onnx.ModelProto) -> set[int]:
    """The element types of the grids of all GridSample nodes (ONNX Runtime runs FLOAT only)."""
    inferred = onnx.shape_inference.infer_shapes(model)
    types = {value.name: value.type.tensor_type.elem_type for value in inferred.graph.value_info}
    nodes = [node for node in inferred.graph.node if node.op_type == "GridSample"]
    return {types.get(node.input[1], TensorProto.UNDEFINED) for node in nodes}
