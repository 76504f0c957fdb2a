"""Writes tests/golden/models: a tiny ONNX file for each YOLO head and export option.

Run it once; the goldens are made from the files and not from this script, so a file changes only on
purpose. See README.md for the order of the steps.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from locations import MODELS, PICTURES, shared_pictures
from pictures import write_pictures
from quantise import quantise_dynamic, quantise_static
from yolo_heads import NAMES, build, export

ONE_NAME = {0: "defect"}
TWO_NAMES = {0: "scratch", 1: "dent"}


@dataclass(frozen=True)
class Head:
    """One file: the family it is built from and the options of Ultralytics' exporter."""

    name: str
    family: str
    size: int | tuple[int, int] = 320
    options: dict[str, object] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=lambda: NAMES)
    quantise: Callable[[Path, list[Path]], None] | None = None


DYNAMIC = {"dynamic": True}
END_TO_END = {"nms": False}
HEADS = (
    Head("yolov8-detect-static", "yolov8n.yaml"),
    Head("yolov8-detect-dynamic", "yolov8n.yaml", options=DYNAMIC),
    Head("yolov8-detect-half", "yolov8n.yaml", options={"quantize": 16}),
    Head("yolov8-detect-int8-static", "yolov8n.yaml", quantise=quantise_static),
    Head("yolov8-detect-int8-dynamic", "yolov8n.yaml", quantise=quantise_dynamic),
    Head("yolov8-detect-nms", "yolov8n.yaml", options={"nms": True}),
    Head("yolov8-detect-one-class", "yolov8n.yaml", size=(192, 320), names=ONE_NAME),
    Head("yolov8-segment-static", "yolov8n-seg.yaml", size=160),
    Head("yolov8-segment-dynamic", "yolov8n-seg.yaml", size=160, options=DYNAMIC),
    Head("yolov8-segment-nms", "yolov8n-seg.yaml", size=160, options={"nms": True}),
    Head("yolo11-detect", "yolo11n.yaml", names=TWO_NAMES),
    Head("yolo11-segment", "yolo11n-seg.yaml", size=(256, 160)),
    Head("yolo26-detect-end2end", "yolo26n.yaml", options=END_TO_END),
    Head("yolo26-detect-raw", "yolo26n.yaml"),
    Head("yolo26-segment-end2end", "yolo26n-seg.yaml", size=160, options=END_TO_END),
    Head(
        "yolo26-segment-end2end-dynamic", "yolo26n-seg.yaml", size=160, options=END_TO_END | DYNAMIC
    ),
)


def make(head: Head, pictures: list[Path]) -> Path:
    """Build, export and, if asked for, quantise one head."""
    size = head.size if isinstance(head.size, int) else max(head.size)
    # A dynamic file is judged at 640 pixels too, with sixteen times the anchors of 160.
    share = 0.006 if "-seg" in head.family and head.options.get("dynamic") else 0.02
    model = build(
        head.family, head.names, seed=7, pictures=pictures, size=size, passing_share=share
    )
    path = export(model, MODELS / f"{head.name}.onnx", head.size, **head.options)
    if head.quantise is not None:
        head.quantise(path, pictures)
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", help="only these heads")
    chosen = parser.parse_args().names
    torch.set_num_threads(1)
    write_pictures(PICTURES)
    pictures = sorted(PICTURES.iterdir()) + shared_pictures("calibration")
    for head in HEADS:
        if not chosen or head.name in chosen:
            path = make(head, pictures)
            print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
