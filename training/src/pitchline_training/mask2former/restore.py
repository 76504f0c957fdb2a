"""Weights of a Mask2Former read back from the ONNX file that this package exported.

The shipped file is a place to go on training from, and the only one where no checkpoint was kept.
The exporter writes the same initializers in the same order for every model of one configuration, so
a second export of known weights says which initializer came from which weight, and how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor
from transformers import Mask2FormerForUniversalSegmentation

from .export import convert, largest_difference, sample_pixels

LARGEST_DIFFERENCE = 1e-3
"""Logits of the restored model may differ from the file's by this much."""

_WINDOWED = "relative_position_bias_table"


class RestoreError(Exception):
    """The file is none of this package's exports for this configuration."""


@dataclass(frozen=True, eq=False)
class _Pair:
    """One initializer: as exported from the known weights, and from those that are looked for."""

    known: np.ndarray
    wanted: np.ndarray


def restore(path: Path, model: Mask2FormerForUniversalSegmentation) -> None:
    """Fill `model`, whose configuration is the file's, with the weights of `path`.

    Weights that take no part in inference keep their values. Large ones come back as exact as
    float16. Raises RestoreError when the result does not compute what the file does.
    """
    file = onnx.load(path)
    height, width = (each.dim_value for each in file.graph.input[0].type.tensor_type.shape.dim[2:])
    pixels = sample_pixels(height, width)
    training = model.training
    _scatter(model)
    pairs = _pairs(convert(model.eval(), pixels), file)
    state = model.state_dict()
    found = dict(_found(state, pairs))
    model.load_state_dict({**state, **found})
    difference = largest_difference(file, model, pixels)
    model.train(training)
    if not difference <= LARGEST_DIFFERENCE:
        raise RestoreError(
            f"{path}: the weights read back differ by {difference:.1e} in their logits; "
            "it is not an export of this configuration by this version of the package"
        )


@torch.no_grad()
def _scatter(model: torch.nn.Module) -> None:
    """Give every number of every weight a value of its own, so that it is recognised."""
    generator = torch.Generator().manual_seed(0)
    for weight in model.parameters():
        weight.copy_(torch.randn(weight.shape, generator=generator) * 0.05)


def _pairs(known: onnx.ModelProto, wanted: onnx.ModelProto) -> list[_Pair]:
    floats = (np.float32, np.float16)
    arrays = [
        [
            array
            for array in map(numpy_helper.to_array, file.graph.initializer)
            if array.dtype in floats
        ]
        for file in (known, wanted)
    ]
    if [array.shape for array in arrays[0]] != [array.shape for array in arrays[1]]:
        raise RestoreError("the file has other weights than this configuration")
    return [_Pair(a, b.astype(np.float32)) for a, b in zip(*arrays, strict=True)]


def _found(state: dict[str, Tensor], pairs: list[_Pair]) -> Iterator[tuple[str, Tensor]]:
    by_content = {_key(pair.known): pair for pair in pairs}
    for name, value in state.items():
        weight = value.numpy()
        if weight.dtype != np.float32:
            continue
        if name.endswith(_WINDOWED):
            restored = _table(weight, pairs)
        else:
            restored = _whole(weight, by_content)
            if restored is None:
                restored = _in_parts(weight, by_content)
        if restored is not None:
            yield name, torch.from_numpy(np.ascontiguousarray(restored))


def _key(array: np.ndarray) -> bytes:
    return np.ascontiguousarray(array).tobytes()


def _whole(weight: np.ndarray, by_content: dict[bytes, _Pair]) -> np.ndarray | None:
    """As it is, or transposed as a MatMul takes it."""
    if (pair := by_content.get(_key(weight))) is not None:
        return pair.wanted.reshape(weight.shape)
    if weight.ndim == 2 and (pair := by_content.get(_key(weight.T))) is not None:
        return pair.wanted.reshape(weight.shape[::-1]).T
    return None


def _in_parts(weight: np.ndarray, by_content: dict[bytes, _Pair]) -> np.ndarray | None:
    """The three projections of an attention, or an embedding of which each row became one."""
    for count in {3, weight.shape[0]} if weight.ndim else ():
        if weight.shape[0] % count:
            continue
        parts = [_whole(part, by_content) for part in np.split(weight, count)]
        if all(part is not None for part in parts):
            return np.concatenate([part for part in parts if part is not None])
    return None


def _table(table: np.ndarray, pairs: list[_Pair]) -> np.ndarray | None:
    """A table of relative positions [positions, heads], which the export has looked up already."""
    for pair in pairs:
        if pair.known.ndim != 4 or pair.known.shape[1] != table.shape[1]:
            continue
        places = [{value: n for n, value in enumerate(head.ravel())} for head in pair.known[0]]
        if any(places[head].get(table[0, head]) is None for head in range(table.shape[1])):
            continue
        columns = [
            pair.wanted[0, head].ravel()[[places[head][value] for value in table[:, head]]]
            for head in range(table.shape[1])
        ]
        return np.stack(columns, axis=1)
    return None
