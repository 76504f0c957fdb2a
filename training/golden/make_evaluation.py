"""Goldens of the evaluation: random labels and detections with pycocotools' figures for them.

Writes tests/golden/expected/evaluation.json. Needs numpy and pycocotools only, so it has a command
of its own: `python make_evaluation.py`.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import io
import json
from typing import Any

import numpy as np
from locations import EXPECTED
from pycocotools import mask as run_lengths
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

FILE = EXPECTED / "evaluation.json"
SEED = 405_0312
CASES = 48
POLYGONS = 160


def main() -> None:
    rng = np.random.default_rng(SEED)
    document = {
        "reference": {
            "name": "pycocotools COCOeval",
            "versions": {
                name: importlib.metadata.version(name) for name in ("pycocotools", "numpy")
            },
        },
        "thresholds": COCOeval(iouType="bbox").params.iouThrs.tolist(),
        "recalls": COCOeval(iouType="bbox").params.recThrs.tolist(),
        "polygons": [polygon_sum(rng, number) for number in range(POLYGONS)],
        "cases": [case(rng, number) for number in range(CASES)],
    }
    lines = [f"{json.dumps(key)}: {_lines(value)}" for key, value in document.items()]
    FILE.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    print(f"{FILE.name}: {CASES} cases, {POLYGONS} polygons, {FILE.stat().st_size} bytes")


def polygon_sum(rng: np.random.Generator, number: int) -> dict[str, Any]:
    """One or more polygons, also crossing themselves and leaving the picture, and their pixels."""
    height, width = (int(side) for side in rng.integers(1, 70, 2))
    polygons = []
    for _ in range(int(rng.choice([1, 1, 1, 2, 3]))):
        points = rng.uniform(-0.3, 1.3, (int(rng.integers(3, 9)), 2)) * (width, height)
        if number % 4 == 0:
            points = points.round()
        if number % 5 == 0:
            points[1] = points[0]
        if number % 7 == 0:
            points *= 0.05
        polygons.append(points.round(2).ravel().tolist())
    encoded = run_lengths.merge(run_lengths.frPyObjects(polygons, height, width))
    return {"polygons": polygons, "rle": _text(encoded), "area": int(run_lengths.area(encoded))}


def case(rng: np.random.Generator, number: int) -> dict[str, Any]:
    """One data set with detections, scored by boxes or by masks."""
    by = "bbox" if number % 2 == 0 else "segm"
    classes = list(range(1, 2 + number % 4))
    ids = rng.permutation(np.arange(1, 40))[: int(rng.integers(1, 7))].tolist()
    side = 400 if by == "bbox" else 160
    images = [
        {
            "id": picture,
            "file_name": f"{picture}.png",
            "width": int(rng.integers(side // 2, side)),
            "height": int(rng.integers(side // 2, side)),
        }
        for picture in ids
    ]
    labels: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for image in images:
        for category in classes:
            # The last class of every third case has labels and no detections, or the other way.
            is_last = category == classes[-1] and len(classes) > 1
            with_labels = not (is_last and number % 3 == 0)
            with_found = not (is_last and number % 3 == 1)
            many = number % 12 in (4, 5) and category == 1
            _fill(rng, image, category, by, labels if with_labels else [], many, number)
            if with_found:
                _find(rng, image, category, by, labels, found, many, number)
    if number % 16 == 7:
        found = []
    truth = {
        "images": images,
        "categories": [{"id": category, "name": f"class {category}"} for category in classes],
        "annotations": [{"id": i, **label} for i, label in enumerate(labels, start=1)],
    }
    return {"by": by, "labels": truth, "found": found, **_figures(truth, found, by)}


def _fill(rng, image, category, by, labels, many, number) -> None:
    for _ in range(int(rng.integers(0, 9 if many else 4))):
        box = _box(rng, image)
        label = {
            "image_id": image["id"],
            "category_id": category,
            "bbox": box,
            "iscrowd": int(rng.random() < 0.15),
        }
        if by == "segm":
            label.update(_segmentation(rng, box, image))
        else:
            # As in COCO, where the area is that of a mask and not that of the box.
            label["area"] = round(box[2] * box[3] * float(rng.uniform(0.4, 1)), 2)
        labels.append(label)


def _find(rng, image, category, by, labels, found, many, number) -> None:
    here = [
        label
        for label in labels
        if label["image_id"] == image["id"] and label["category_id"] == category
    ]
    boxes = [label["bbox"] for label in here for _ in range(int(rng.choice([0, 1, 1, 2, 3])))]
    boxes = [(np.array(box) * rng.uniform(0.85, 1.18, 4)).round(2).tolist() for box in boxes]
    # Now and then exactly right, for overlaps of 1 and for equal scores on one label.
    boxes += [label["bbox"] for label in here if rng.random() < 0.3]
    boxes += [_box(rng, image) for _ in range(int(rng.integers(0, 130 if many else 5)))]
    for box in boxes:
        score = float(rng.random())
        # Ties within and across pictures.
        score = round(score, 1) if number % 3 else round(score, 4)
        one = {"image_id": image["id"], "category_id": category, "score": score}
        if by == "bbox":
            found.append({**one, "bbox": box})
        else:
            found.append({**one, "segmentation": _text(_ellipse(rng, box, image))})


def _box(rng, image) -> list[float]:
    side = np.array([image["width"], image["height"]])
    # As many small ones as large ones, whose sides are near the borders of the ranges of areas.
    size = np.minimum(rng.choice([12, 31, 33, 60, 95, 97, 150]) * rng.uniform(0.7, 1.3, 2), side)
    corner = rng.uniform(0, 1, 2) * (side - size)
    decimals = int(rng.choice([0, 2]))
    return [round(float(value), decimals) for value in (*corner, *size)]


def _segmentation(rng, box, image) -> dict[str, Any]:
    """The same object as polygons, compressed or uncompressed run lengths."""
    left, top, width, height = box
    if rng.random() < 0.5:
        corners = rng.uniform(0, 0.3, 8)
        across = (corners[0], 1 - corners[1], 1 - corners[2], corners[3])
        down = (corners[4], corners[5], 1 - corners[6], 1 - corners[7])
        polygon = [
            round(float(value), 2)
            for x, y in zip(across, down, strict=True)
            for value in (left + x * width, top + y * height)
        ]
        encoded = run_lengths.merge(
            run_lengths.frPyObjects([polygon], image["height"], image["width"])
        )
        segmentation: Any = [polygon]
    else:
        encoded = _ellipse(rng, box, image)
        segmentation = _text(encoded) if rng.random() < 0.5 else _uncompressed(encoded)
    return {"segmentation": segmentation, "area": int(run_lengths.area(encoded))}


def _ellipse(rng, box, image) -> dict[str, Any]:
    left, top, width, height = box
    y, x = np.mgrid[0 : image["height"], 0 : image["width"]] + 0.5
    across = (x - left - width / 2) / (width / 2 + 1e-9)
    down = (y - top - height / 2) / (height / 2 + 1e-9)
    mask = across**2 + down**2 < rng.uniform(0.8, 1.2)
    return run_lengths.encode(np.asfortranarray(mask.astype(np.uint8)))


def _uncompressed(encoded) -> dict[str, Any]:
    flat = run_lengths.decode(encoded).ravel(order="F")
    turns = np.flatnonzero(np.diff(flat)) + 1
    counts = np.diff([0, *turns, flat.size]).tolist()
    return {
        "size": _text(encoded)["size"],
        "counts": [0, *counts] if flat[0] else counts,
    }


def _figures(truth: dict[str, Any], found: list[dict[str, Any]], by: str) -> dict[str, Any]:
    with contextlib.redirect_stdout(io.StringIO()):
        labels = COCO()
        labels.dataset = json.loads(json.dumps(truth))
        labels.createIndex()
        detections = COCO()
        if found:
            detections = labels.loadRes(json.loads(json.dumps(found)))
        else:
            detections.dataset = {**truth, "annotations": []}
            detections.createIndex()
        evaluation = COCOeval(labels, detections, by)
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    # Precision [threshold, recall, class, area, most], recall without the second.
    precision = evaluation.eval["precision"][:, :, :, 0, 2]
    recall = evaluation.eval["recall"][:, :, 0, 2]
    return {
        "stats": [round(float(value), 12) for value in evaluation.stats],
        "classes": [
            {
                "recall": recall[:, number].round(12).tolist(),
                "precision": precision[:, :, number].mean(axis=1).round(12).tolist(),
                "curve50": precision[0, :, number].round(9).tolist(),
            }
            for number in range(precision.shape[2])
        ],
    }


def _text(encoded: dict[str, Any]) -> dict[str, Any]:
    return {
        "size": [int(side) for side in encoded["size"]],
        "counts": encoded["counts"].decode("ascii"),
    }


def _lines(value: Any) -> str:
    """Lists with one entry a line, so that a difference between two makings can be read."""
    if not isinstance(value, list) or not isinstance(value[0], dict):
        return json.dumps(value, separators=(",", ":"))
    return "[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in value) + "\n]"


if __name__ == "__main__":
    main()
