"""Detections as the product prints them: JSON Lines, one object for each picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pycocotools import mask as run_lengths

from .ap import Found
from .photos import Photo


class PredictionsError(Exception):
    """The file of predictions cannot be scored."""


def read_predictions(file: Path, photos: Sequence[Photo]) -> list[Found]:
    """The detections on `photos`, numbered in their order; pictures are known by their file names.

    A box without a mask gets none, so that only boxes can be scored.

    Raises PredictionsError when a picture is missing, comes twice, or was not judged.
    """
    numbers = {photo.path.name: number for number, photo in enumerate(photos)}
    found: list[Found] = []
    seen: set[str] = set()
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        judged = json.loads(line)
        name = Path(judged["file"]).name
        if name not in numbers:
            continue
        if name in seen:
            raise PredictionsError(f"{file}: {name} comes twice; judge every picture once")
        if judged.get("error"):
            raise PredictionsError(f"{file}: {name} was not judged: {judged['error']['message']}")
        seen.add(name)
        found.extend(_detection(numbers[name], detection) for detection in judged["detections"])
    if missing := sorted(numbers.keys() - seen):
        raise PredictionsError(
            f"{file}: {len(missing)} of {len(numbers)} held-out photographs are missing, "
            f"the first is {missing[0]}; judge the whole folder"
        )
    return found


def _detection(picture: int, detection: dict) -> Found:
    mask = detection.get("mask")
    if mask is not None and isinstance(mask["counts"], list):
        mask = run_lengths.frPyObjects(mask, *mask["size"])
    x1, y1, x2, y2 = (float(edge) for edge in detection["box"])
    return Found(picture, int(detection["classId"]), (x1, y1, x2, y2), detection["score"], mask)
