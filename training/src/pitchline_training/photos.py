"""The BSData photographs of pitting, with a split by place on the part.

The data set (Schlagenhauf, Landwehr, Fleischer, "Industrial Machine Tool Element Surface Defect
Dataset", arXiv:2103.13003, CC BY-SA 4.0) shows the same places of ball screws again and again as
the wear goes on. A split by picture would put near-duplicates of a training picture into the
validation set, so whole places are held out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

HELD_OUT_PLACES = frozenset({"462500_045", "560000_000", "KGT2-V_crop_3"})

_PLACE_OF_SPINDLE = re.compile(r"_(\d{6}_\d{3})_crop_\d+$")
_PLACE_OF_KGT = re.compile(r"^(KGT\d+-[A-Z]+)-.*_(crop_\d+)$")


@dataclass(frozen=True, eq=False)
class Photo:
    """One photograph and its annotation, in pixels of the picture that `read_photo` returns.

    `shrink` is the whole number by which the file is scaled down when it is read: the KGT series
    was taken at twice the magnification of the others, and is halved to the same scale.
    """

    path: Path
    width: int
    height: int
    place: str
    polygons: tuple[np.ndarray, ...] = field(repr=False)
    """One float64 array of shape [points, 2] (x, y) for each pit."""
    shrink: int = 1

    @property
    def held_out(self) -> bool:
        return self.place in HELD_OUT_PLACES


def place_of(name: str) -> str:
    """The place on the part that a file's stem tells.

    Raises ValueError for the stem of a file of another data set.
    """
    if found := _PLACE_OF_SPINDLE.search(name):
        return found.group(1)
    if found := _PLACE_OF_KGT.match(name):
        return f"{found.group(1)}_{found.group(2)}"
    raise ValueError(
        f"{name}: the name does not tell the place on the part, so it cannot be split safely"
    )


def load_photos(folder: Path) -> list[Photo]:
    """All photographs of `folder` (`images/*.jpg`, `labels/*.json`), ordered by name.

    Raises FileNotFoundError when there are none, ValueError for a label that is not a polygon.
    """
    photos = [_photo(path) for path in sorted((folder / "images").glob("*.jpg"))]
    if not photos:
        raise FileNotFoundError(
            f"{folder}: no images/*.jpg there; give the folder of the BSData photographs"
        )
    return photos


def split(photos: Iterable[Photo]) -> tuple[list[Photo], list[Photo]]:
    """(train, held out)."""
    train: list[Photo] = []
    held_out: list[Photo] = []
    for photo in photos:
        (held_out if photo.held_out else train).append(photo)
    return train, held_out


def read_photo(photo: Photo) -> np.ndarray:
    """RGB uint8 [height, width, 3], already scaled down by `photo.shrink`."""
    image = cv2.imread(str(photo.path), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError(f"{photo.path}: not a picture that OpenCV can read")
    if photo.shrink != 1:
        image = cv2.resize(image, (photo.width, photo.height), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def _photo(path: Path) -> Photo:
    label = json.loads(
        (path.parent.parent / "labels" / f"{path.stem}.json").read_text(encoding="utf-8")
    )
    shrink = 2 if path.stem.startswith("KGT") else 1
    return Photo(
        path=path,
        width=int(label["imageWidth"]) // shrink,
        height=int(label["imageHeight"]) // shrink,
        place=place_of(path.stem),
        polygons=tuple(_polygon(path, shape) / shrink for shape in label["shapes"]),
        shrink=shrink,
    )


def _polygon(path: Path, shape: dict) -> np.ndarray:
    points = np.asarray(shape["points"], dtype=np.float64)
    if shape["shape_type"] != "polygon" or points.ndim != 2 or len(points) < 3:
        found = f"a {shape['shape_type']} of {len(points)} points"
        raise ValueError(f"{path}: its label holds {found}, not a polygon")
    return points
