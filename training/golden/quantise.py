"""Eight-bit versions of an exported YOLO file, made by ONNX Runtime's own tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantType
from onnxruntime.quantization import quantize_dynamic as _dynamic
from onnxruntime.quantization import quantize_static as _static


class _Pictures(CalibrationDataReader):
    def __init__(self, pictures: list[Path], name: str, height: int, width: int) -> None:
        self._feeds: Iterator[dict[str, np.ndarray]] = (
            {name: _input(path, height, width)} for path in pictures
        )

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self._feeds, None)


def _input(path: Path, height: int, width: int) -> np.ndarray:
    image = cv2.imdecode(np.fromfile(path, dtype=np.uint8), cv2.IMREAD_COLOR)
    image = cv2.resize(image, (width, height))[:, :, ::-1].transpose(2, 0, 1)
    return np.ascontiguousarray(image[None]).astype(np.float32) / 255


def quantise_static(path: Path, pictures: list[Path]) -> None:
    """Replace `path` by a version with quantise and dequantise nodes around its convolutions.

    Only the weighted nodes: one scale over pixels (0 to 320) and probabilities (0 to 1) in the
    joined output would round every score to nothing.
    """
    model = onnx.load(path)
    given = model.graph.input[0]
    height, width = (axis.dim_value for axis in given.type.tensor_type.shape.dim[2:])
    others = [node.name for node in model.graph.node if node.op_type not in ("Conv", "MatMul")]
    reader = _Pictures(pictures, given.name, height, width)
    _static(path, path, reader, nodes_to_exclude=others)
    _keep_metadata(model, path)


def quantise_dynamic(path: Path, _pictures: list[Path]) -> None:
    """Replace `path` by a version whose activations are quantised while it runs (ConvInteger)."""
    model = onnx.load(path)
    _dynamic(path, path, weight_type=QuantType.QUInt8)
    _keep_metadata(model, path)


def _keep_metadata(before: onnx.ModelProto, path: Path) -> None:
    after = onnx.load(path)
    del after.metadata_props[:]
    after.metadata_props.extend(before.metadata_props)
    onnx.save(after, path)
