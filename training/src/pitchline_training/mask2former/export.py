"""Write a Mask2Former as an ONNX file that ONNX Runtime can load.

    python -m pitchline_training.mask2former.export --checkpoint PATH_OR_HUB_NAME --out FOLDER

The checkpoint may be our own (`OUT/pretrained` of the training) or any that the library's
`Mask2FormerForUniversalSegmentation.from_pretrained` reads. The plain exporters leave a grid of
doubles in front of GridSample, for which ONNX Runtime has no kernel; here it is cast.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import Tensor, nn
from transformers import Mask2FormerForUniversalSegmentation, Mask2FormerImageProcessor

from .onnx_file import halve_weights, set_metadata

OPSET = 17
INPUT_NAME = "pixel_values"
OUTPUT_NAMES = ("class_queries_logits", "masks_queries_logits")
LARGEST_DIFFERENCE = 1e-3
"""Logits of the float32 file may differ from PyTorch's by this much."""


@dataclass(frozen=True)
class Export:
    """A finished file and by how much its logits differ from PyTorch's, at most."""

    model: onnx.ModelProto
    difference_float32: float
    difference_halved: float


class ExportError(Exception):
    """The checkpoint cannot be exported, or the file does not compute what the checkpoint does."""


def export(
    model: Mask2FormerForUniversalSegmentation, processor: Mask2FormerImageProcessor
) -> Export:
    """Convert, check against PyTorch in ONNX Runtime, halve the weights, and check again.

    Input `pixel_values` float32 [1, 3, height, width], fixed; outputs `class_queries_logits`
    [1, queries, classes + 1] and `masks_queries_logits` [1, queries, height / 4, width / 4].

    Raises ExportError when the float32 file differs by more than `LARGEST_DIFFERENCE`.
    """
    model = model.eval()
    pixels = sample_pixels(*input_size(processor))
    converted = convert(model, pixels)
    difference = largest_difference(converted, model, pixels)
    if not difference <= LARGEST_DIFFERENCE:
        raise ExportError(
            f"the ONNX file differs from the checkpoint by {difference:.2e} in its logits, "
            f"more than {LARGEST_DIFFERENCE:.0e}; do not use it"
        )
    halve_weights(converted)
    set_metadata(
        converted,
        {
            "config": model.config.to_json_string(),
            "preprocessor_config": processor.to_json_string(),
        },
    )
    onnx.checker.check_model(converted, full_check=True)
    return Export(converted, difference, largest_difference(converted, model, pixels))


def input_size(processor: Mask2FormerImageProcessor) -> tuple[int, int]:
    """(height, width) of the fixed input. Raises ExportError where the processor has no such."""
    size = processor.size
    if not size.get("height") or not size.get("width"):
        raise ExportError(
            "the checkpoint's preprocessor_config.json scales by the shorter edge, and an ONNX "
            "file has a fixed input: say its size with --size HEIGHT WIDTH"
        )
    return int(size["height"]), int(size["width"])


def largest_difference(file: onnx.ModelProto, model: nn.Module, pixels: Tensor) -> float:
    """The largest absolute difference in any logit between `file` and `model` on `pixels`."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        file.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    got = session.run(list(OUTPUT_NAMES), {INPUT_NAME: pixels.numpy()})
    with torch.no_grad():
        output = model(pixel_values=pixels)
    wanted = [getattr(output, name).numpy() for name in OUTPUT_NAMES]
    return max(float(np.abs(a - b).max()) for a, b in zip(got, wanted, strict=True))


def load(
    checkpoint: str, size: tuple[int, int] | None = None
) -> tuple[Mask2FormerForUniversalSegmentation, Mask2FormerImageProcessor]:
    """A checkpoint and its processor; `size` (height, width) overrides the processor's own."""
    model = Mask2FormerForUniversalSegmentation.from_pretrained(checkpoint)
    processor = Mask2FormerImageProcessor.from_pretrained(checkpoint)
    if size is not None:
        overridden = {**processor.to_dict(), "size": {"height": size[0], "width": size[1]}}
        processor = Mask2FormerImageProcessor.from_dict(overridden)
    return model, processor


def write(
    result: Export,
    model: Mask2FormerForUniversalSegmentation,
    processor: Mask2FormerImageProcessor,
    out: Path,
) -> None:
    """`model.onnx`, `config.json` and `preprocessor_config.json` into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(result.model, out / "model.onnx")
    model.config.to_json_file(out / "config.json")
    processor.to_json_file(out / "preprocessor_config.json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--checkpoint", required=True, help="folder, or name on the hub")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument(
        "--size", type=int, nargs=2, metavar=("HEIGHT", "WIDTH"), help="another input size"
    )
    parser.add_argument("--name", help="the model's name; with it, pitchline.json is written too")
    parser.add_argument("--version", default="1")
    parser.add_argument("--licence", default="unknown")
    parser.add_argument("--description", default="")
    parser.add_argument("--tile-share", type=float, help="tiles as a share of the shorter side")


def run(args: argparse.Namespace) -> int:
    try:
        model, processor = load(args.checkpoint, tuple(args.size) if args.size else None)
        result = export(model, processor)
    except ExportError as error:
        print(f"Not exported: {error}.", file=sys.stderr)
        return 1
    write(result, model, processor, args.out)
    if args.name:
        text = json.dumps(_description(args), indent=2, ensure_ascii=False)
        (args.out / "pitchline.json").write_text(f"{text}\n", encoding="utf-8")
    megabytes = (args.out / "model.onnx").stat().st_size / 1e6
    print(f"{args.out / 'model.onnx'}: {megabytes:.1f} MB")
    print(
        f"largest difference to PyTorch in a logit, float32 file: {result.difference_float32:.1e}"
    )
    print(f"the same with weights stored as float16: {result.difference_halved:.1e}")
    return 0


class _Logits(nn.Module):
    """Only the two outputs that are judged, as a tuple."""

    def __init__(self, model: Mask2FormerForUniversalSegmentation) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, ...]:
        output = self.model(pixel_values=pixel_values)
        return tuple(getattr(output, name) for name in OUTPUT_NAMES)


@contextmanager
def _grids_of_the_type_of_their_values() -> Iterator[None]:
    original = nn.functional.grid_sample

    def cast(value: Tensor, grid: Tensor, *args, **options) -> Tensor:
        return original(value, grid.to(value.dtype), *args, **options)

    nn.functional.grid_sample = cast
    try:
        yield
    finally:
        nn.functional.grid_sample = original


def convert(model: Mask2FormerForUniversalSegmentation, pixels: Tensor) -> onnx.ModelProto:
    """The plain conversion, in float32 and without metadata."""
    file = io.BytesIO()
    # The tracing exporter: the newer one fails on this model. Afterwards it puts all modules within
    # into the mode of the outermost, which therefore must be that of inference too.
    with warnings.catch_warnings(), torch.no_grad(), _grids_of_the_type_of_their_values():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Logits(model).eval(),
            (pixels,),
            file,
            input_names=[INPUT_NAME],
            output_names=list(OUTPUT_NAMES),
            opset_version=OPSET,
            dynamo=False,
        )
    return onnx.load_from_string(file.getvalue())


def sample_pixels(height: int, width: int) -> Tensor:
    """Noise [1, 3, height, width] to compare a file and a model on."""
    generator = torch.Generator().manual_seed(0)
    return torch.randn(1, 3, height, width, generator=generator)


def _description(args: argparse.Namespace) -> dict[str, object]:
    """What the product wants to know of a model beyond the files of the library."""
    about: dict[str, object] = {"name": args.name, "version": args.version, "kind": "mask2former"}
    if args.tile_share is not None:
        about["tiles"] = {"size": {"share": args.tile_share}, "overlap": 0.2, "whole": False}
    return {**about, "licence": args.licence, "description": args.description}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_arguments(parser)
    sys.exit(run(parser.parse_args()))
