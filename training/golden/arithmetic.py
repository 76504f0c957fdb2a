"""Goldens of plain sums: decoded pixels, letterboxes, Mask2Former's pixel values, run lengths.

They tell where a difference begins, when the detections of a whole picture differ.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from locations import (
    EXPECTED,
    LEFT_OUT,
    MODELS,
    PICTURES,
    SHARED,
    name_of,
    pictures_in,
    sha256,
    write_json,
)
from pycocotools import mask as run_lengths
from reference_mask2former import read_upright
from reference_yolo import encode
from transformers import Mask2FormerImageProcessor
from ultralytics.data.augment import LetterBox
from ultralytics.utils.patches import imread

SAMPLE_SEED = 11
LETTERBOXES = {
    "fixed-320": LetterBox((320, 320), auto=False, stride=32),
    "fixed-640": LetterBox((640, 640), auto=False, stride=32),
    "fixed-192x320": LetterBox((192, 320), auto=False, stride=32),
    "rectangle-320": LetterBox((320, 320), auto=True, stride=32),
    "rectangle-640": LetterBox((640, 640), auto=True, stride=32),
}


def write_all() -> None:
    """Write all of them."""
    write_json(EXPECTED / "decode.json", decode())
    write_json(EXPECTED / "letterbox.json", letterbox())
    write_json(EXPECTED / "mask2former-preprocess.json", mask2former_pixels())
    write_json(EXPECTED / "rle.json", masks())


def decode() -> dict[str, Any]:
    """Pixels of the awkward files and of the golden pictures, as Ultralytics reads them, as RGB."""
    files = []
    for path in [*pictures_in(SHARED / "real/awkward"), *pictures_in(PICTURES)]:
        image = None if path.name in LEFT_OUT else imread(str(path))
        entry = {"file": name_of(path), "sha256": sha256(path)}
        if image is None:
            files.append({**entry, "leftOut": LEFT_OUT[path.name]})
        else:
            files.append({**entry, **_pixels(image[:, :, ::-1], samples=16)})
    return {"reference": "OpenCV imdecode, IMREAD_COLOR, turned by EXIF; RGB", "files": files}


def letterbox() -> dict[str, Any]:
    """Ultralytics' LetterBox of the golden pictures, as RGB."""
    pictures = []
    for path in pictures_in(PICTURES):
        image = imread(str(path))
        boxes = {
            name: _pixels(box(image=image)[:, :, ::-1], 24) for name, box in LETTERBOXES.items()
        }
        pictures.append({"file": name_of(path), "sha256": sha256(path), "letterboxes": boxes})
    return {"reference": "Ultralytics LetterBox; RGB", "pictures": pictures}


def mask2former_pixels() -> dict[str, Any]:
    """Samples of `pixel_values` [3, height, width] for each Mask2Former file's own processor."""
    cases = []
    for folder in sorted(
        path.parent for path in MODELS.glob("mask2former-*/preprocessor_config.json")
    ):
        processor = Mask2FormerImageProcessor.from_pretrained(folder)
        pictures = []
        for path in pictures_in(PICTURES):
            values = processor(images=read_upright(path), return_tensors="np")["pixel_values"][0]
            places = _places(values.shape, 200)
            sampled = [[*place, round(float(values[tuple(place)]), 5)] for place in places]
            pictures.append(
                {
                    "file": name_of(path),
                    "sha256": sha256(path),
                    "shape": list(values.shape),
                    "mean": [round(float(mean), 5) for mean in values.mean(axis=(1, 2))],
                    "samples": sampled,
                }
            )
        cases.append({"model": name_of(folder / "model.onnx"), "pictures": pictures})
    return {
        "reference": "Mask2FormerImageProcessor; samples are [channel, y, x, value]",
        "cases": cases,
    }


def masks() -> dict[str, Any]:
    """Random masks with pycocotools' run lengths, areas, boxes, overlaps and unions."""
    rng = np.random.default_rng(SAMPLE_SEED)
    shapes = [(int(h), int(w)) for h, w in rng.integers(1, 90, (24, 2))]
    singles = [_random_mask(rng, *shape) for shape in [*shapes, (1, 1), (1, 70), (70, 1)]]
    singles += [np.zeros((9, 12), bool), np.ones((9, 12), bool), np.eye(40, dtype=bool)]
    group = [encode(_random_mask(rng, 60, 80)) for _ in range(6)]
    return {
        "reference": "pycocotools.mask; bits are rows of 0 and 1",
        "masks": [_measured(mask) for mask in singles],
        "group": group,
        "iou": run_lengths.iou(group, group, [0] * len(group)).round(9).tolist(),
        "iouCrowd": run_lengths.iou(group, group, [1] * len(group)).round(9).tolist(),
        "union": _text(run_lengths.merge(group)),
        "intersection": _text(run_lengths.merge(group, intersect=True)),
    }


def _measured(mask: np.ndarray) -> dict[str, Any]:
    encoded = encode(mask)
    return {
        "bits": ["".join(map(str, row)) for row in mask.astype(int).tolist()],
        "rle": encoded,
        "area": int(run_lengths.area(encoded)),
        "bbox": [float(value) for value in run_lengths.toBbox(encoded)],
    }


def _text(encoded: dict[str, Any]) -> dict[str, Any]:
    return {
        "size": [int(side) for side in encoded["size"]],
        "counts": encoded["counts"].decode("ascii"),
    }


def _random_mask(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Blobs or speckle, by chance."""
    if rng.random() < 0.3:
        return rng.random((height, width)) < rng.uniform(0.05, 0.95)
    y, x = np.mgrid[0:height, 0:width]
    mask = np.zeros((height, width), dtype=bool)
    for _ in range(int(rng.integers(1, 5))):
        centre_y, centre_x = rng.uniform(0, height), rng.uniform(0, width)
        radii = rng.uniform(0.05, 0.5, 2) * (height, width) + 0.5
        mask |= ((y - centre_y) / radii[0]) ** 2 + ((x - centre_x) / radii[1]) ** 2 < 1
    return mask


def _pixels(image: np.ndarray, samples: int) -> dict[str, Any]:
    """Size, hash, mean and sampled pixels [x, y, red, green, blue] of an RGB picture."""
    height, width = image.shape[:2]
    raw = np.ascontiguousarray(image).tobytes()
    places = _places((height, width), samples)
    return {
        "width": width,
        "height": height,
        "rgbSha256": hashlib.sha256(raw).hexdigest(),
        "mean": [round(float(mean), 4) for mean in image.reshape(-1, 3).mean(axis=0)],
        "samples": [[x, y, *(int(value) for value in image[y, x])] for y, x in places],
    }


def _places(shape: tuple[int, ...], count: int) -> list[list[int]]:
    rng = np.random.default_rng(SAMPLE_SEED)
    return np.stack([rng.integers(0, side, count) for side in shape], axis=1).tolist()
