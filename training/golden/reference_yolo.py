"""Ultralytics' own predictor on an ONNX file: what the station has to give."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pycocotools import mask as run_lengths

os.environ.setdefault("YOLO_OFFLINE", "true")

from ultralytics import YOLO, __version__

CONFIDENCE = 0.2
IOU = 0.7
MAX_DETECTIONS = 300


def versions() -> dict[str, str]:
    return {"ultralytics": __version__}


def predict(
    model: Path, pictures: Sequence[Path], size: int | None = None
) -> tuple[dict[str, Any], Iterator[tuple[int, int, list[dict[str, Any]]]]]:
    """The settings used, and (width, height, detections) of each picture.

    Args:
        model: the ONNX file.
        pictures: read by Ultralytics itself, from their paths.
        size: longer side of the letterbox, for files with dynamic axes only. Without it Ultralytics
            takes 640, whatever the file's metadata say; other files bring their own size.
    """
    yolo = YOLO(str(model), task=_task(model))
    options: dict[str, Any] = {"conf": CONFIDENCE, "iou": IOU, "max_det": MAX_DETECTIONS}
    if size is not None:
        options["imgsz"] = size
    yolo.predict(str(pictures[0]), retina_masks=True, verbose=False, **options)
    dynamic = bool(yolo.predictor.model.dynamic)
    settings = {
        "confidence": CONFIDENCE,
        "iou": IOU,
        "maxDetections": MAX_DETECTIONS,
        "imageSize": [int(side) for side in yolo.predictor.imgsz],
        "letterbox": "rectangle" if dynamic else "fixed",
    }

    def results() -> Iterator[tuple[int, int, list[dict[str, Any]]]]:
        for picture in pictures:
            found = yolo.predict(str(picture), retina_masks=True, verbose=False, **options)[0]
            height, width = found.orig_shape
            yield int(width), int(height), _detections(found)

    return settings, results()


def encode(mask: np.ndarray) -> dict[str, Any]:
    """COCO's compressed run lengths of a mask [height, width]."""
    encoded = run_lengths.encode(np.asfortranarray(mask.astype(np.uint8)))
    return {
        "size": [int(side) for side in encoded["size"]],
        "counts": encoded["counts"].decode("ascii"),
    }


def _task(model: Path) -> str:
    # Ultralytics guesses the task from the file's name where it is not told.
    import onnx

    metadata = {entry.key: entry.value for entry in onnx.load(model).metadata_props}
    return metadata["task"]


def _detections(found: Any) -> list[dict[str, Any]]:
    boxes = found.boxes
    masks = None if found.masks is None else found.masks.data.cpu().numpy()
    detections = []
    for index in range(len(boxes)):
        detection: dict[str, Any] = {
            "classId": int(boxes.cls[index]),
            "score": round(float(boxes.conf[index]), 6),
            "box": [round(float(value), 3) for value in boxes.xyxy[index]],
        }
        if masks is not None:
            detection["mask"] = encode(masks[index])
        detections.append(detection)
    return detections
