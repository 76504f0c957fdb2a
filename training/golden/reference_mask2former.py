"""Hugging Face's processor around ONNX Runtime: what the station has to give for Mask2Former."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnxruntime
import torch
import transformers
from PIL import Image
from reference_yolo import encode
from transformers import Mask2FormerImageProcessor
from ultralytics.utils.patches import imread

CONFIDENCE = 0.2


def versions() -> dict[str, str]:
    return {"transformers": transformers.__version__, "torch": torch.__version__.split("+")[0]}


def read_upright(path: Path) -> Image.Image:
    """The picture as OpenCV reads it, turned by EXIF, RGB.

    Pillow gives the same pixels, except for 16-bit grey, which it clips instead of scaling.
    """
    return Image.fromarray(np.ascontiguousarray(imread(str(path))[:, :, ::-1]))


def fitting(model: Path, pictures: Sequence[Path]) -> tuple[Path, ...]:
    """Those pictures that the processor brings to the size of the file's fixed input.

    All of them for a processor with a fixed size; with one that keeps the aspect, only some.
    """
    processor = Mask2FormerImageProcessor.from_pretrained(model.parent)
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    wanted = list(session.get_inputs()[0].shape[2:])
    return tuple(
        path
        for path in pictures
        if list(processor(images=read_upright(path))["pixel_values"][0].shape[1:]) == wanted
    )


def predict(
    model: Path, pictures: Sequence[Path], size: int | None = None
) -> tuple[dict[str, Any], Iterator[tuple[int, int, list[dict[str, Any]]]]]:
    """The settings used, and (width, height, detections) of each picture.

    Raises ValueError for a `size`: the size comes from preprocessor_config.json.
    """
    if size is not None:
        raise ValueError("the size of a Mask2Former comes from its preprocessor_config.json")
    processor = Mask2FormerImageProcessor.from_pretrained(model.parent)
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    settings = {"confidence": CONFIDENCE, "maskThreshold": 0.5, "binaryMaps": True}

    def results() -> Iterator[tuple[int, int, list[dict[str, Any]]]]:
        for path in pictures:
            picture = read_upright(path)
            yield picture.width, picture.height, _judge(processor, session, picture)

    return settings, results()


def _judge(
    processor: Mask2FormerImageProcessor,
    session: onnxruntime.InferenceSession,
    picture: Image.Image,
) -> list[dict[str, Any]]:
    pixels = processor(images=picture, return_tensors="np")["pixel_values"]
    names = ["class_queries_logits", "masks_queries_logits"]
    classes, masks = session.run(names, {session.get_inputs()[0].name: pixels})
    outputs = SimpleNamespace(
        class_queries_logits=torch.from_numpy(classes), masks_queries_logits=torch.from_numpy(masks)
    )
    found = processor.post_process_instance_segmentation(
        outputs,
        threshold=CONFIDENCE,
        target_sizes=[(picture.height, picture.width)],
        return_binary_maps=True,
    )[0]
    pairs = zip(found["segments_info"], found["segmentation"], strict=False)
    detections = [_detection(segment, binary.numpy() > 0) for segment, binary in pairs]
    return sorted(detections, key=lambda detection: -detection["score"])


def _detection(segment: dict[str, Any], mask: np.ndarray) -> dict[str, Any]:
    columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
    box = [int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1]
    return {
        "classId": int(segment["label_id"]),
        "score": float(segment["score"]),
        "box": box,
        "mask": encode(mask),
    }
