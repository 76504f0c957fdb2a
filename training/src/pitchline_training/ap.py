"""Average precision of detections, as COCO defines it (Lin et al., arXiv:1405.0312).

Pycocotools does the work; this module feeds it from memory and reads the figures from its tables.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from pycocotools import mask as run_lengths
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

Box = tuple[float, float, float, float]
"""x1, y1, x2, y2 in pixels, x2 and y2 exclusive."""


@dataclass(frozen=True)
class Found:
    """One detection, or one true object (whose score is of no matter).

    `mask` is COCO's compressed RLE, `{"size": [height, width], "counts": bytes or str}`.
    """

    picture: int
    class_id: int
    box: Box
    score: float = 1.0
    mask: dict | None = None


@dataclass(frozen=True)
class Precision:
    """Average precision from 0 to 1; nan where there is nothing to find."""

    ap50: float
    ap: float
    """Mean over overlaps from 0.50 to 0.95."""
    ap50_by_class: dict[int, float]


def with_mask(picture: int, class_id: int, mask: np.ndarray, score: float = 1.0) -> Found:
    """A `Found` of a mask [height, width] that is not empty, and of the box around it."""
    encoded = run_lengths.encode(np.asfortranarray(mask.astype(np.uint8)))
    left, top, width, height = (float(value) for value in run_lengths.toBbox(encoded))
    return Found(picture, class_id, (left, top, left + width, top + height), score, encoded)


def average_precision(
    pictures: int, truths: Sequence[Found], detections: Sequence[Found], by: Literal["box", "mask"]
) -> Precision:
    """Score `detections` against `truths` on pictures numbered from 0 to `pictures` - 1.

    With `by="mask"` every truth and every detection must have a mask.
    """
    classes = sorted({truth.class_id for truth in truths})
    # Pycocotools prints progress that nobody asked for.
    with contextlib.redirect_stdout(io.StringIO()):
        truth = _coco(pictures, classes, truths)
        found = _coco(pictures, classes, [item for item in detections if item.class_id in classes])
        evaluation = COCOeval(truth, found, "bbox" if by == "box" else "segm")
        evaluation.evaluate()
        evaluation.accumulate()
    # Precision at [overlap, recall, class, area, detections a picture]; -1 where undefined.
    table = evaluation.eval["precision"][:, :, :, 0, -1]
    by_class = {class_id: _mean(table[0, :, number]) for number, class_id in enumerate(classes)}
    return Precision(_mean(table[0]), _mean(table), by_class)


def _mean(values: np.ndarray) -> float:
    defined = values[values > -1]
    return float(defined.mean()) if defined.size else float("nan")


def _coco(pictures: int, classes: Sequence[int], items: Sequence[Found]) -> COCO:
    annotations = []
    for number, item in enumerate(items, start=1):
        x1, y1, x2, y2 = item.box
        area = (x2 - x1) * (y2 - y1)
        annotations.append(
            {
                "id": number,
                "image_id": item.picture,
                "category_id": item.class_id,
                "bbox": [x1, y1, x2 - x1, y2 - y1],
                "area": float(run_lengths.area(item.mask)) if item.mask else area,
                "segmentation": item.mask,
                "iscrowd": 0,
                "score": item.score,
            }
        )
    coco = COCO()
    coco.dataset = {
        # Pycocotools looks the size up, and needs it for polygons only.
        "images": [{"id": number, "height": 0, "width": 0} for number in range(pictures)],
        "categories": [{"id": class_id} for class_id in classes],
        "annotations": annotations,
    }
    coco.createIndex()
    return coco
