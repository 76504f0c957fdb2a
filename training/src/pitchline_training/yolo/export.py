"""Writes a trained YOLOv8n as the ONNX file and the description that the product ships."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from ..mask2former.onnx_file import halve_weights, set_metadata
from .train import IMAGE_SIZE

os.environ.setdefault("YOLO_OFFLINE", "true")

from ultralytics import YOLO

LARGEST_BOX_CHANGE = 2.0
LARGEST_SCORE_CHANGE = 0.005
"""By how much halving the weights may move any of the 2,100 boxes (pixels) and any score."""

NAME = "yolov8n-demo"
LICENCE = "AGPL-3.0 weights (Ultralytics)"
DESCRIPTION = (
    "Small YOLOv8n that finds cracks, folds, imperfections and pitting on machined metal, trained "
    "from scratch on renders and on the BSData photographs."
)
TILES = {"size": {"share": 0.7}, "overlap": 0.2, "whole": False}


class ExportError(Exception):
    """The file does not compute what the checkpoint does."""


def export(checkpoint: Path) -> tuple[onnx.ModelProto, float, float]:
    """The ONNX file of a checkpoint; how far halving its weights moved a box and a score at most.

    Input `images` float32 [1, 3, 320, 320], output `output0` float32 [1, 4 + classes, 2100]. The
    large weights are stored as float16 and widened when the file is loaded: half the size, and
    unlike Ultralytics' own `half` the computation stays in float32, for which processors have
    kernels.

    Raises ExportError when a box or a score moves by more than the limits above.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The exporter writes beside the checkpoint.
        weights = Path(folder) / "model.pt"
        weights.write_bytes(checkpoint.read_bytes())
        written = YOLO(str(weights)).export(
            format="onnx", imgsz=IMAGE_SIZE, simplify=True, device="cpu"
        )
        model = onnx.load(written)
    before = _output(model)
    halve_weights(model)
    change = np.abs(_output(model) - before)
    boxes, scores = float(change[:, :4].max()), float(change[:, 4:].max())
    if not (boxes <= LARGEST_BOX_CHANGE and scores <= LARGEST_SCORE_CHANGE):
        raise ExportError(
            f"weights stored as float16 move a box by {boxes:.2f} px or a score by {scores:.4f}"
        )
    # The exporter names the training data by its path on this machine.
    set_metadata(model, {"description": DESCRIPTION})
    onnx.checker.check_model(model, full_check=True)
    return model, boxes, scores


def write(model: onnx.ModelProto, out: Path, version: str) -> None:
    """`model.onnx` and `pitchline.json` into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out / "model.onnx")
    about = {
        "name": NAME,
        "version": version,
        "kind": "yolo",
        "tiles": TILES,
        "licence": LICENCE,
        "description": DESCRIPTION,
    }
    text = json.dumps(about, indent=2, ensure_ascii=False)
    (out / "pitchline.json").write_text(f"{text}\n", encoding="utf-8")


def _output(model: onnx.ModelProto) -> np.ndarray:
    """`output0` on a fixed picture of noise."""
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    given = session.get_inputs()[0]
    pixels = np.random.default_rng(0).random(given.shape, dtype=np.float32)
    output: np.ndarray = session.run(None, {given.name: pixels})[0]
    return output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--checkpoint", type=Path, required=True, help="weights/last.pt of a run")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--version", default="1")


def run(args: argparse.Namespace) -> int:
    torch.set_num_threads(1)
    try:
        model, boxes, scores = export(args.checkpoint)
    except ExportError as error:
        print(f"Not exported: {error}.", file=sys.stderr)
        return 1
    write(model, args.out, args.version)
    megabytes = (args.out / "model.onnx").stat().st_size / 1e6
    print(f"{args.out / 'model.onnx'}: {megabytes:.1f} MB")
    print(f"halving the weights moved a box by {boxes:.2f} px and a score by {scores:.4f} at most")
    return 0
