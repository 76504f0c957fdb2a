"""Writes tests/golden/models/bad: files that the station has to refuse, each for its own reason."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from locations import MODELS
from onnx import TensorProto, helper, numpy_helper
from transformers import Mask2FormerForUniversalSegmentation
from ultralytics import YOLO
from yolo_heads import export, tiny_description

BAD = MODELS / "bad"
GOOD = MODELS / "yolov8-detect-int8-dynamic.onnx"
OTHER_TASKS = {
    "classify": "yolov8n-cls.yaml",
    "pose": "yolov8n-pose.yaml",
    "obb": "yolov8n-obb.yaml",
}


def write_other_tasks() -> None:
    """Ultralytics exports of tasks that the station does not do."""
    torch.manual_seed(3)
    for task, family in OTHER_TASKS.items():
        yolo = YOLO(family, task=task)
        names = {0: "good", 1: "bad"}
        network = type(yolo.model)(tiny_description(family, len(names)), ch=3, verbose=False)
        network.names, network.args, network.task = names, yolo.model.args, task
        yolo.model = network.eval()
        export(yolo, BAD / f"{task}.onnx", 64)


def write_truncated() -> None:
    """The first half of a good file, as an interrupted copy leaves it."""
    content = GOOD.read_bytes()
    (BAD / "truncated.onnx").write_bytes(content[: len(content) // 2])


def write_without_metadata() -> None:
    """A good YOLO detector that says nothing about itself: neither names nor task nor size."""
    model = onnx.load(GOOD)
    del model.metadata_props[:]
    onnx.save(model, BAD / "detect-without-metadata.onnx")


def write_unknown_output() -> None:
    """A picture in, a picture of three channels out."""
    weights = np.random.default_rng(0).normal(0, 0.2, (3, 3, 3, 3)).astype(np.float32)
    shape = [1, 3, 64, 64]
    graph = helper.make_graph(
        [helper.make_node("Conv", ["images", "weights"], ["picture"], pads=[1, 1, 1, 1])],
        "picture to picture",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape)],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, BAD / "three-channels-out.onnx")


def write_without_external_data() -> None:
    """A file whose weights are in a second file, and the second file is not there."""
    path = BAD / "external-data-missing.onnx"
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / path.name
        model = onnx.load(GOOD)
        onnx.save(
            model,
            written,
            save_as_external_data=True,
            location="external-data-missing.onnx.data",
            size_threshold=1024,
        )
        shutil.copy(written, path)


def write_double_grid() -> None:
    """A Mask2Former as the plain exporter writes it: the grid of GridSample is of doubles.

    ONNX Runtime has no kernel for that and says NOT_IMPLEMENTED.
    """
    from mask2former_heads import HEADS, config, processor_of

    head = HEADS[0]
    model = Mask2FormerForUniversalSegmentation(config(head.size[0])).eval()
    folder = BAD / "mask2former-double-grid"
    folder.mkdir(exist_ok=True)
    torch.onnx.export(
        _Outputs(model).eval(),
        (torch.zeros(1, 3, *head.size),),
        str(folder / "model.onnx"),
        input_names=["pixel_values"],
        output_names=["class_queries_logits", "masks_queries_logits"],
        opset_version=17,
        dynamo=False,
    )
    model.config.to_json_file(folder / "config.json")
    processor_of(head).to_json_file(folder / "preprocessor_config.json")


class _Outputs(torch.nn.Module):
    def __init__(self, model: Mask2FormerForUniversalSegmentation) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixel_values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        found = self.model(pixel_values=pixel_values)
        return found.class_queries_logits, found.masks_queries_logits


def main() -> int:
    argparse.ArgumentParser(description=__doc__.split("\n")[0]).parse_args()
    torch.set_num_threads(1)
    BAD.mkdir(parents=True, exist_ok=True)
    write_other_tasks()
    write_truncated()
    write_without_metadata()
    write_unknown_output()
    write_without_external_data()
    write_double_grid()
    for path in sorted(BAD.rglob("*.onnx")):
        print(f"{path.relative_to(BAD)}: {path.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
